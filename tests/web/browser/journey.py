"""One council's walk through a request in the browser: everybody in it, and each stage of it as they go through it."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from dataclasses import dataclass, field

from gatekeeper.demo.councils import council_of
from gatekeeper.demo.walk_data import Walk
from tests.web.browser import asking, deciding
from tests.web.browser.chromium import Chromium
from tests.web.browser.person import Person
from tests.web.browser.town import Town

OPEN_PAGES = 4


@dataclass
class Journey:
    """One council's walk: everybody in it at a browser of her own, and the one request that they deal with."""

    town: Town
    chromium: Chromium
    walk: Walk
    open: ExitStack
    script: bool = True
    people: dict[str, Person] = field(default_factory=dict)
    case: str = ""
    tasks: str = ""

    def person(self, who: str) -> Person:
        """Somebody by her own code or that of her post; she keeps her browser."""
        if who not in self.people:
            browser = self.town.somebody(self.chromium, self.walk.slug, who, script=self.script)
            self.people[who] = self.open.enter_context(browser)
        return self.people[who]

    @property
    def councillor(self) -> Person:
        """She who asks."""
        return self.person(self.walk.councillor)

    @property
    def director(self) -> Person:
        """He who holds the document."""
        return self.person(self.walk.director)

    @property
    def title(self) -> str:
        """The document that is asked for."""
        with (council_of(self.walk.slug).data / "documents.csv").open(encoding="utf-8", newline="") as file:
            return next(row["title"] for row in csv.DictReader(file) if row["code"] == self.walk.document)

    def ask(self) -> None:
        """She asks, and reads at once what the law opens to her."""
        self.case = asking.asks(self.councillor, self.title, self.title)
        asking.opens(self.councillor, self.case, OPEN_PAGES)
        self.tasks = self.director.goes(self.case).presses("Determine it").path

    def determine(self) -> None:
        """The director determines: one passage is granted and one refused, with advice."""
        deciding.confirms(self.person(self.walk.proper_officer), self.tasks)
        deciding.asks_advice(self.director, self.tasks)
        deciding.advises(self.person(self.walk.adviser), self.tasks, self.walk.granted, self.walk.passage)
        self.rule(self.director, show=False, at_rung=False)
        self.councillor.goes(self.case).reads("Granted, to inspect, without a copy", "Refused", deciding.REFUSE)

    def rule(self, person: Person, *, show: bool, at_rung: bool = True) -> None:
        """Somebody finds and rules on both passages, and records it."""
        for passage, given in ((self.walk.granted, True), (self.walk.passage, show)):
            deciding.finds_need(person.goes(self.tasks), passage, necessary=given)
            rules = deciding.grants if given else deciding.refuses
            rules(person.goes(self.tasks), passage, at_rung=at_rung)
        deciding.records(person, self.tasks)

    def climb(self) -> None:
        """She disputes; each rung rules, and she goes on to the last."""
        asking.disputes(self.councillor, self.case)
        for post in self.walk.ladder:
            last, person = post == self.walk.ladder[-1], self.person(post)
            if last and self.walk.consulted:
                self.person(self.walk.consulted[0]).goes(f"{self.tasks}heard").reads(asking.DISPUTE)
                deciding.hears(person, self.case)
            person.goes(self.case).presses("Rule on the dispute").reads(asking.DISPUTE)
            self.rule(person, show=last)
            if not last:
                asking.disputes(self.councillor, self.case, "Take it further")

    def end(self) -> None:
        """To the end of the council's ladder, or where there is none to freedom of information; then she reads."""
        if self.walk.ladder:
            self.climb()
            asking.opens(self.councillor, self.case, OPEN_PAGES + 2)
            return
        assert not self.councillor.goes(self.case).offers("Dispute this answer")
        asking.hands_over(self.councillor, self.case)
        asking.opens(self.councillor, self.case, OPEN_PAGES + 1)
