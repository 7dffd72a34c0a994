"""Somebody who writes mark-up into every form that she sends, as one would who is out to harm whoever reads it."""

from __future__ import annotations

from typing import Final

from tests.web.browser.chromium import DESK, PHONE
from tests.web.browser.person import Person
from tests.web.browser.sound import fits

MARK_UP: Final = "\"'></textarea><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}${7*7}<!--"
_TEXTS: Final = "main form[method=post] :is(textarea, input[type=text]:not([inputmode=numeric]))"
_CHECKED: Final = frozenset({"code", "pages"})
"""Fields that take no words: what is written there is checked, and refused where it is of another kind."""


class Scribbler(Person):
    """A person whose every text begins with mark-up. What she sends is taken all the same, and shown as written."""

    def presses(self, button: str) -> Person:
        """Put the mark-up before whatever stands in the texts of the form, and press the button.

        Before a decision is recorded, all of it and the letter stand on the page.
        """
        if button == "Record the decision":
            _ = self.reads(MARK_UP)
        for field in self.page.locator(_TEXTS).all():
            name = field.get_attribute("name") or ""
            said = field.input_value()
            if name not in _CHECKED and not name.endswith("-time") and MARK_UP not in said and field.is_visible():
                field.fill(f"{MARK_UP} {said}".strip())
        return super().presses(button)

    def looks(self) -> Person:
        """Look at the page: it is sound, and holds nothing that was made of the mark-up."""
        _ = super().looks()
        made = self.page.locator("[onerror], img[src=x], script:not([src])").count()
        assert not made, f"{self.page.url}: {made} elements were made of what somebody wrote"
        return self

    def finds_it(self, path: str) -> Scribbler:
        """Find the mark-up on a page as it was written; the page fits on a phone all the same."""
        _ = self.goes(path).reads(MARK_UP)
        self.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        fits(self.page)
        self.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        return self
