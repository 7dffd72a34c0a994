"""What `gatekeeper library` does: the library of a councillor, as she reads it, printed; the reading is entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from gatekeeper.cli.case_desk import Here
from gatekeeper.cli.place import place
from gatekeeper.cli.say import say, say_json
from gatekeeper.core.deadlines import local_date
from gatekeeper.services.library.page import Item, Page, Wish
from gatekeeper.services.library.reading import read_library


def read_as(actor: str, council: str | None, councillor: str | None, wish: Mapping[str, Any], *, as_json: bool) -> None:
    """Print one page of the library of that person, or of the councillor for whom she acts."""
    with place() as here:
        at = Here(here, council, actor, councillor)
        page = read_library(at.engine, at.council, at.actor, Wish(**wish))
    if as_json:
        say_json(_plain({"as_at": page.as_at, "items": [asdict(each) for each in page.items], "why": page.why}))
        return
    for line in _told(page):
        say(line)


def _plain(value: Any) -> Any:
    """The same with days and instants as texts."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _told(page: Page) -> list[str]:
    if page.why:
        return [page.why]
    lines = [line for item in page.items for line in _item(item)]
    more = ["There is more: narrow it with --search, or ask for more with --limit."] if page.following else []
    return [*(lines or ["Nothing is open to her that way."]), *more]


def _item(item: Item) -> list[str]:
    when = f"{local_date(item.business_at):%d %B %Y}, {item.body}" if item.business_at else "no dated business"
    lines = [f"{item.called} ({when})"]
    for part in item.passages:
        pages = f"pages {part.pages}" if part.pages and part.pages != "whole" else "the whole of it"
        lines.append(f"  open: {part.passage}, {pages}, by {', '.join(part.opened_by)}")
    lines += [f"  {way.source}: {way.form}; charge: {way.charge}" for way in item.ways]
    for soon in item.opens_soon:
        day = f"from {soon.opens_on:%d %B %Y}" if soon.opens_on else "no day is fixed"
        lines.append(f"  later: {soon.passage}, {day}. {soon.says}")
    return lines + [f"  page {each.page}: {each.words}" for each in item.found if each.page]
