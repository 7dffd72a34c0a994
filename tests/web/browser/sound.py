"""What every page must have: nothing that axe calls serious, a title that says what it is, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

_TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_SERIOUS: Final = ("serious", "critical")
_OPTIONS: Final = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
_AXE: Final = Axe()
_BUILD: Final = """() => {
  const plain = text => text.replace(/[0-9a-f]{16,}/g, 'id').replace(/[0-9]+/g, 'n')
  const leads = one => ['href', 'action', 'src', 'value', 'content'].includes(one.name) && !one.value.startsWith('#')
  const said = one => one.name + '=' + (one.name.startsWith('data-') || leads(one) ? '' : plain(one.value))
  const told = each => each.tagName + [...each.attributes].map(said).join()
    + [...each.childNodes].some(one => one.nodeType === 3 && one.data.trim())
  return innerWidth + matchMedia('print').matches + [...document.querySelectorAll('*')].map(told).join()
}"""
_COLOURS: Final = "[innerWidth, location.pathname.split('/').slice(1, 3), document.title.startsWith('Error')].join()"
_found_sound: Final[set[str]] = set()
"""The builds of the pages on which axe has found nothing: elements with their attributes, and which of them hold text,
but not where links lead nor what is filled in; and the councils whose colours it has seen.

Axe looks at nothing else, so that a page of the same build, about another case, need not be looked at again.
"""


def sound(page: Page) -> None:
    """Check the page as it is shown now. Raises AssertionError that names the page and what is wrong on it.

    Axe is a script, so in a browser without script the rest is checked alone.
    """
    page.wait_for_load_state()
    scripted = not page.evaluate("matchMedia('(scripting: none)').matches")
    wrong = [*(_violations(page) if scripted else ()), *_headings(page), *_width(page)]
    assert not wrong, f"{page.url} “{page.title()}”:\n" + "\n".join(wrong)


def fits(page: Page) -> None:
    """Check that the page does not scroll sideways as it is shown now. Raises AssertionError."""
    wrong = list(_width(page))
    assert not wrong, f"{page.url} “{page.title()}”: {wrong[0]}"


def _violations(page: Page) -> Iterator[str]:
    """What axe finds against WCAG 2.2 A and AA that is serious or critical, with the part of the page it is on."""
    build = {sha256(page.evaluate(each).encode()).hexdigest() for each in (_BUILD, _COLOURS)}
    if build <= _found_sound:
        return
    found: dict[str, Any] = _AXE.run(page, options=_OPTIONS).response
    serious = [each for each in found["violations"] if each["impact"] in _SERIOUS]
    for each in serious:
        yield f"{each['impact']}: {each['help']} ({each['id']})"
        for node in each["nodes"]:
            yield f"    {node['html'][:200]}\n      {' '.join(node['failureSummary'].split())}"
    if not serious:
        _found_sound.update(build)


def _headings(page: Page) -> Iterator[str]:
    headings = [" ".join(each.split()) for each in page.locator("h1").all_inner_texts()]
    if len(headings) != 1:
        yield f"a page has one main heading; this has {headings}"
    elif not page.title().removeprefix("Error: ").startswith(headings[0]):
        yield f"the title {page.title()!r} does not begin with the heading {headings[0]!r}"
    if page.locator("html").get_attribute("lang") != "en":
        yield "the page does not say that it is English"


def _width(page: Page) -> Iterator[str]:
    """WCAG 1.4.10: at this width, nothing but what is scrolled in a box of its own is wider than the window."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if wide > window:
        yield f"the page is {wide} wide in a window of {window}: it scrolls sideways"
