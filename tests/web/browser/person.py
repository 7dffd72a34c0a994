"""A person at a browser: she reads words, follows links, fills in what is asked by its label, and presses buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, Page, TimeoutError

from tests.web.browser.sound import sound


@dataclass(frozen=True)
class Person:
    """Somebody who has signed in. ``home`` is the address of her council's first page; every page she sees is sound."""

    page: Page
    home: str

    def looks(self) -> Person:
        """Look at the page: it must be sound."""
        sound(self.page)
        return self

    def goes(self, path: str = "") -> Person:
        """Go to a page of her council."""
        self.page.goto(self.home + path)
        return self.looks()

    def follows(self, link: str, *, under: str | None = None, beside: str | None = None) -> Person:
        """Follow the first link with these words: in the part of the page under that heading, or beside those words."""
        part = self.page.get_by_role("region", name=under) if under else self.page.locator("body")
        part = part.locator("p", has_text=beside) if beside else part
        self._click(part.get_by_role("link", name=link).first)
        return self.looks()

    def presses(self, button: str) -> Person:
        """Press the first button with these words; a link that looks like one is one."""
        self._click(self.page.locator("main").get_by_role("button", name=button).first)
        return self.looks()

    def takes(self, button: str) -> tuple[str, bytes]:
        """Press the first button with these words, which leads to a file: its name and what is in it."""
        with self.page.expect_download() as begun:
            self._click(self.page.locator("main").get_by_role("button", name=button).first)
        return begun.value.suggested_filename, begun.value.path().read_bytes()

    def fills(self, label: str, text: str, within: str | None = None) -> Person:
        """Write into what is labelled so, in the group of that heading where several are labelled alike."""
        self._part(within).get_by_role("textbox", name=label).first.fill(text)
        return self

    def chooses(self, question: str, answer: str, within: str | None = None) -> Person:
        """Choose one of the answers to a question, or tick one of several."""
        asked = self._part(within).get_by_role("group", name=question).first
        exactly = asked.get_by_label(answer, exact=True)
        (exactly if exactly.count() else asked.get_by_label(answer)).first.check()
        return self

    def selects(self, question: str, answer: str) -> Person:
        """Choose the first answer of a list that has these words."""
        asked = self._part(None).get_by_role("combobox", name=question).first
        option = asked.locator("option", has_text=answer).first
        asked.select_option(option.get_attribute("value"))
        return self

    def dates(self, question: str, on: date, time: str | None = None) -> Person:
        """Write a day, and a time such as 18:30 where one is asked."""
        asked = self._part(None).get_by_role("group", name=question).first
        for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            asked.get_by_label(part, exact=True).fill(str(number))
        if time is not None:
            asked.get_by_label("Time", exact=True).fill(time)
        return self

    def offers(self, link: str) -> bool:
        """Whether there is a link with these words."""
        return self.page.locator("main").get_by_role("link", name=link).count() > 0

    def is_asked(self, question: str) -> bool:
        """Whether the page asks that, where it can be seen."""
        found = self.page.get_by_role("group", name=question).or_(self.page.get_by_label(question))
        return found.first.is_visible()

    def reads(self, *words: str) -> Person:
        """Find these words on the page. Raises AssertionError with what stands there instead."""
        missing = [each for each in words if each not in self.words]
        assert not missing, f"{self.page.url}: no {missing} in: {self.words}"
        return self

    def sees_picture(self) -> Person:
        """Find the picture on the page, and something in it."""
        picture = self.page.locator("main img").first
        picture.scroll_into_view_if_needed()
        self.page.wait_for_load_state()
        assert picture.evaluate("image => image.complete && image.naturalWidth > 100"), f"{self.page.url}: no picture"
        return self

    @property
    def words(self) -> str:
        """What stands on the page, on one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        """Where she is in her council, without what is asked of the address."""
        return self.page.url.removeprefix(self.home).split("?")[0]

    def _click(self, what: Locator) -> None:
        """Press or follow it. Raises AssertionError with what stands on the page where it is not there."""
        try:
            what.click()
        except TimeoutError as late:
            raise AssertionError(f"{self.page.url}: {late.message.splitlines()[-1].strip()}: {self.words}") from None

    def _part(self, within: str | None) -> Locator:
        main = self.page.locator("main")
        return main if within is None else main.get_by_role("group", name=within).first
