"""Changes a little council's register at random, seed by seed: what can touch what is open, and much that cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from gatekeeper.services.evidence.filing import value_as_word
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register, content
from tests.services.world_district import NOT_IN_ISSUE
from tests.services.world_making import Making, Piece
from tests.services.worlds import World

FILES = "file"


@dataclass(frozen=True, slots=True)
class Upheaval:
    """The little council under a hand that knows no mercy; always the same for one seed."""

    world: World
    rng: Random

    def change(self, times: int = 1) -> None:
        """So many changes, each in a transaction of its own."""
        for _ in range(times):
            self.rng.choice(self._kinds)()

    @property
    def _kinds(self) -> list[Callable[[], None]]:
        return [
            *[self.new_document] * 5,
            *[self.new_meeting] * 3,
            self.meeting_moved,
            self.item_changed,
            self.document_changed,
            self.passage_changed,
            self.paragraph_changed,
            self.finding_changed,
            self.body_changed,
            self.seat_changed,
            self.link_removed,
            self.document_removed,
        ]

    def furnish(self, meetings: int, documents: int) -> None:
        """So many meetings, then so many documents, before anything is spoilt."""
        for each, times in ((self._meeting, meetings), (self._document, documents)):
            works = [each() for _ in range(times)]
            self.world.make(lambda making, works=works: [work(making) for work in works])  # type: ignore[misc]

    def new_document(self) -> None:
        """A document about some item, of a few passages."""
        self.world.make(self._document())

    def _document(self) -> Callable[[Making], Any]:
        rng, code = self.rng, f"random{self.rng.randrange(10**6)}"
        items = tuple(rng.sample(self._codes(tables.Item), rng.choice([0, 1, 1, 1, 2])))
        pieces = tuple(self._piece(n) for n in range(rng.randrange(1, 4)))
        says: dict[str, Any] = {"title_known": rng.random() < 0.6, "existence_known": rng.random() < 0.7}
        says |= {"public_label": rng.choice([None, "A staffing matter"])}
        says |= {"draft": rng.choice(["final", "final", "draft_only"])}
        says |= {"kind": rng.choice(["report", "minutes", "agenda", "background_paper"])}
        says |= {"listed_background_paper": rng.choice([True, False, None])}
        body = rng.choice(["planning", "cabinet", "scrutiny"])
        found: dict[str, Any] = {"marked_exempt": rng.choice([True, False, False, None])}
        return lambda making: making.document(code, items=items, passages=pieces, body=body, findings=found, **says)

    def _piece(self, number: int) -> Piece:
        rng = self.rng
        pages = rng.choice([str(number + 1)] * 4 + [f"{number + 1}-{number + 2}", "2", "whole"])
        paragraphs = rng.choice([(), (), (), (), (3,), (1,), (5, 3)])
        negotiation = rng.choice(["none", "none", "live", "agreed"])
        says: dict[str, Any] = {"title": rng.choice([None, "A passage"])}
        if rng.random() < 0.2:
            says["negotiation_opened_on"] = date(2026, 1, 5)
            says["negotiation_concluded_on"] = rng.choice([None, date(2026, 11, 20), date(2026, 11, 30)])
        return Piece(f"p{number}", pages, paragraphs, negotiation, findings=NOT_IN_ISSUE, says=says)

    def new_meeting(self) -> None:
        """A meeting of some body, long ago, just now or to come, with an item."""
        self.world.make(self._meeting())

    def _meeting(self) -> Callable[[Making], Any]:
        rng, code = self.rng, f"meeting{self.rng.randrange(10**6)}"
        body, at = rng.choice(["planning", "cabinet", "scrutiny", "council"]), self._instant()
        ended = rng.choice([None, at + timedelta(hours=2)])
        access = rng.choice(["public", "public", "private"])

        dated, papers = rng.random() < 0.3, rng.choice([True, True, False, None])

        def work(making: Making) -> None:
            if dated:
                about = {"body_id": making.id("body", body), "meeting_on": at.date()}
                making.put(tables.Meeting, "meeting", code, **about)
            else:
                making.meeting(code, body, at, ended if ended and ended < self.world.now else None)
            making.item(code, body, code, access=access, papers_with_members=papers)

        return work

    def _instant(self) -> datetime:
        days = self.rng.choice([-2700, -2000, -1000, -20, -1, 0, 0, 1, 3, 8, 12, 30])
        return self.world.now + timedelta(days=days, minutes=self.rng.randrange(-200, 200))

    def meeting_moved(self) -> None:
        """A meeting is at another time, or has ended."""
        at = self._instant()
        ended = at + timedelta(hours=1) if at + timedelta(hours=1) < self.world.now else None
        self._edit(tables.Meeting, meeting_at=at, meeting_on=None, ended_at=ended)

    def item_changed(self) -> None:
        """An item is taken in private, or fixed by nothing yet."""
        rng = self.rng
        access, fixed = rng.choice(["public", "private", None]), rng.choice(["agenda", None])
        self._edit(tables.Item, access=access, fixed_by=fixed)

    def document_changed(self) -> None:
        """What is said of a document; much of it touches no decision."""
        rng = self.rng
        says: dict[str, Any] = {"title": f"Paper {rng.randrange(100)}", "page_count": 30}
        says |= {"title_known": rng.random() < 0.5}
        says |= {"existence_known": rng.random() < 0.7}
        says |= {"holder": rng.choice(["council", "council", "executive", "both", "nobody"])}
        self._edit(tables.Document, **says | {"links_complete": rng.random() < 0.9})

    def passage_changed(self) -> None:
        """A passage has other pages, or is of another content."""
        rng = self.rng
        contains = rng.choice([[], ["third_party_personal_data"], ["legally_privileged"]])
        pages = rng.choice(["1", "2", "1-3", "3-2", None])
        self._edit(tables.Passage, pages=pages, contains=contains, paragraphs_complete=rng.random() < 0.8)

    def paragraph_changed(self) -> None:
        """The balance of a paragraph is weighed anew."""
        result = self.rng.choice(["maintain", "disclose", "equal", None])
        self._edit(tables.Paragraph, result=result, reasons=None)

    def finding_changed(self) -> None:
        """A finding comes out otherwise."""
        value = value_as_word(self.rng.choice([True, False, None]))
        self._edit(tables.Finding, where={"level": "passage"}, value=value)

    def body_changed(self) -> None:
        """A body is called otherwise, or nobody sits on it and it is of another kind."""
        if self.rng.random() < 0.7:
            self._edit(tables.Body, name=f"The body {self.rng.randrange(100)}")
            return
        kind = self.rng.choice(["committee", "sub_committee", "area_committee", "unknown"])
        self.world.make(lambda making: making.body("appeals", kind))

    def seat_changed(self) -> None:
        """Somebody is named as a substitute for one day, or her seat ends."""
        rng = self.rng
        today: dict[str, Any] = {"role": "substitute", "for_meetings_on": [self.world.now.date().isoformat()]}
        says = rng.choice([today, {"role": "member"}])
        ends = rng.choice([None, self.world.now.date() - timedelta(days=1)])
        self._edit(tables.Membership, for_meetings_on=says.pop("for_meetings_on", None), to_on=ends, **says)

    def link_removed(self) -> None:
        """A document has to do with an item no more."""
        self._remove(tables.Link)

    def document_removed(self) -> None:
        """A document is not in the register any more."""
        if self.rng.random() < 0.4:
            self._remove(tables.Document)

    def _rows(self, table: Any) -> list[Any]:
        rows = self.world.read(lambda register: list(register.all(table)))
        return sorted(rows, key=lambda row: int(row.row_id))

    def _codes(self, table: Any) -> list[str]:
        def named(register: Register) -> list[str]:
            return sorted(thing.code for row in register.all(table) if (thing := register.thing(row.thing_id)))

        return self.world.read(named)

    def _edit(self, table: Any, *, where: Mapping[str, Any] | None = None, **new: Any) -> None:
        rows = [row for row in self._rows(table) if all(getattr(row, n) == v for n, v in (where or {}).items())]
        if not rows:
            return
        row = self.rng.choice(rows)
        said = {name: value for name, value in content(row).items() if name not in ("council_id", "thing_id")}
        self.world.change(lambda changes: changes.put(table, row.thing_id, **said | new))

    def _remove(self, table: Any) -> None:
        for row in self.rng.sample(rows, 1) if (rows := self._rows(table)) else ():
            self.world.change(lambda changes, thing=row.thing_id: changes.remove(table, thing))  # type: ignore[misc]
