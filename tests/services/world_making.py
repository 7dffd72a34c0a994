"""Makes the people, posts, bodies, meetings and papers of a little council for tests, one call for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from gatekeeper.services.evidence.filing import value_as_word
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes

LONG_AGO = date(2023, 5, 9)
LONG_AGO_AT = datetime(2023, 5, 9, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage to be made: its code after its document's, its pages, and what is claimed and found of it.

    ``paragraphs`` are claimed with a balance that maintains them; ``says`` are further columns of the passage.
    """

    code: str
    pages: str = "whole"
    paragraphs: tuple[int, ...] = ()
    negotiation: str = "none"
    contains: tuple[str, ...] = ()
    findings: Mapping[str, Any] = field(default_factory=dict)
    says: Mapping[str, Any] = field(default_factory=dict)


WHOLE = Piece("whole")


@dataclass(frozen=True, slots=True)
class Making:
    """Changes to a council's register in which everything is named by its code; nothing is applied here."""

    changes: Changes

    def id(self, kind: str, code: str) -> str:
        """The id of a thing by its code, named where it is not yet."""
        return self.changes.name(kind, code)

    def put(self, table: Any, kind: str, code: str, /, **says: Any) -> str:
        """Say this of a thing; its id."""
        thing = self.id(kind, code)
        self.changes.put(table, thing, **says)
        return thing

    def council(self, pack: str | None = None, *, executive: bool = True, kind: str = "district") -> None:
        """The council itself, by default an English district with a cabinet, and the pack it has adopted."""
        says = {"name": "Northmere Council", "jurisdiction": "england", "type": kind}
        self.put(tables.CouncilParticulars, "council", "council", **says)
        self.put(tables.GovernancePeriod, "governance", "now", from_on=LONG_AGO, executive_arrangements=executive)
        if pack is not None:
            self.put(tables.PackAdoption, "pack", "now", pack=pack, from_on=LONG_AGO)

    def person(self, code: str) -> str:
        """A person, named by her code."""
        return self.put(tables.Person, "person", code, name=f"Person {code}", email=f"{code}@council.example")

    def councillor(self, code: str, *, group: str | None = None, on: Mapping[str, str] | None = None) -> str:
        """A councillor in office, of a group, with seats on bodies (by code, each with her role there)."""
        return self._member(code, "councillor", group, {"council": "member"} | dict(on or {}))

    def co_opted(self, code: str, *, on: Mapping[str, str]) -> str:
        """A co-opted member with seats on these bodies."""
        return self._member(code, "co_opted_member", None, on)

    def _member(self, code: str, kind: str, group: str | None, on: Mapping[str, str]) -> str:
        person = self.person(code)
        elected = {"elected_on": date(2023, 5, 4)} if kind == "councillor" else {}
        office = {"kind": kind, "of_this_council": True, "accepted_office_on": LONG_AGO, "elector": True}
        self.put(tables.Office, "office", code, person_id=person, **office, **elected)
        if group:
            says = {"person_id": person, "group_id": self.group(group), "from_on": LONG_AGO}
            self.put(tables.GroupMembership, "group_membership", f"{code}-{group}", **says)
        for body, role in on.items():
            self.seat(code, body, role)
        return person

    def seat(self, person: str, body: str, role: str = "member", **says: Any) -> str:
        """A seat on a body; ``from_on`` and ``to_on`` may be given."""
        about = {"person_id": self.id("person", person), "body_id": self.id("body", body), "role": role}
        return self.put(tables.Membership, "membership", f"{person}-{body}", **about, **{"from_on": LONG_AGO} | says)

    def group(self, code: str) -> str:
        """A political group."""
        return self.put(tables.PartyGroup, "group", code, name=f"The {code} group")

    def political_post(self, person: str, post: str, *, group: str | None = None, subject: str | None = None) -> str:
        """Leader of the council or of a group, or spokesperson on a subject."""
        led = self.id("group", group) if group else None
        says = {"person_id": self.id("person", person), "group_id": led, "post": post, "subject": subject}
        return self.put(tables.PoliticalPost, "political_post", f"{person}-{post}", from_on=LONG_AGO, **says)

    def in_cabinet(self, person: str, subject: str | None = None) -> None:
        """A member of the executive, with a portfolio where a subject is given."""
        about = {"person_id": self.id("person", person), "from_on": LONG_AGO}
        self.put(tables.CabinetPeriod, "cabinet", person, **about)
        if subject:
            self.put(tables.Portfolio, "portfolio", person, subject=subject, **about)

    def post(self, code: str, kind: str, *, directorate: str | None = None, body: str | None = None) -> str:
        """A post of the council; its title is made of its code."""
        of = self.id("body", body) if body else None
        says = {"kind": kind, "title": code.replace("-", " ").capitalize(), "directorate": directorate, "body_id": of}
        return self.put(tables.Post, "post", code, **says)

    def appoint(self, person: str, post: str, capacity: str = "substantive", **says: Any) -> str:
        """Appoint a person to a post; ``order_no``, ``from_at`` and ``to_at`` may be given."""
        about = {"person_id": self.id("person", person), "post_id": self.id("post", post), "capacity": capacity}
        code = f"{person}-{post}-{capacity}"
        return self.put(tables.Appointment, "appointment", code, **about, **{"from_at": LONG_AGO_AT} | says)

    def officer(self, code: str, post: str, kind: str, *, directorate: str | None = None) -> str:
        """An officer with a post of her own."""
        person = self.person(code)
        self.post(post, kind, directorate=directorate)
        self.appoint(code, post)
        return person

    def director(self, code: str, directorate: str) -> str:
        """A director, of the post ``director-<directorate>``."""
        return self.officer(code, f"director-{directorate.lower()}", "director", directorate=directorate)

    def deputy(self, code: str, post: str, *, order: int = 0) -> str:
        """Let a person deputise for a post."""
        return self.appoint(code, post, "deputy", order_no=order)

    def absent(self, person: str, from_at: datetime, to_at: datetime | None = None) -> str:
        """A person is away."""
        says = {"person_id": self.id("person", person), "from_at": from_at, "to_at": to_at}
        return self.put(tables.Absence, "absence", f"{person}-{from_at:%Y%m%d}", **says)

    def assistant(self, code: str, councillor: str, *, group: str | None = None) -> str:
        """A group assistant whom a councillor has authorised to ask in her name."""
        person = self.person(code)
        says = {"assistant_id": person, "councillor_id": self.id("person", councillor), "from_on": LONG_AGO}
        self.put(tables.AssistantAuthority, "assistant", f"{code}-{councillor}", **says)
        if group:
            of = {"person_id": person, "group_id": self.id("group", group), "from_on": LONG_AGO}
            self.put(tables.GroupMembership, "group_membership", f"{code}-{group}", **of)
        return person

    def tie(self, person: str, kind: str, *, to_person: str | None = None, to_document: str | None = None) -> str:
        """A declared interest or relationship."""
        who = self.id("person", to_person) if to_person else None
        what = self.id("document", to_document) if to_document else None
        says = {"person_id": self.id("person", person), "kind": kind, "to_person_id": who, "to_document_id": what}
        return self.put(tables.Tie, "tie", f"{person}-{to_person or to_document}", from_on=LONG_AGO, **says)

    def body(self, code: str, kind: str = "committee") -> str:
        """A body of the council; its name is made of its code."""
        return self.put(tables.Body, "body", code, name=f"The {code} body", type=kind)

    def meeting(self, code: str, body: str, meeting_at: datetime, ended_at: datetime | None = None) -> str:
        """A meeting of a body, to come or ended."""
        says = {"body_id": self.id("body", body), "meeting_at": meeting_at, "ended_at": ended_at}
        return self.put(tables.Meeting, "meeting", code, **says)

    def item(self, code: str, body: str, meeting: str | None, *, access: str = "public", **says: Any) -> str:
        """An item of the agenda of a meeting."""
        about = {"body_id": self.id("body", body), "meeting_id": self.id("meeting", meeting) if meeting else None}
        standard = {"title": code, "fixed_by": "agenda" if meeting else None, "papers_with_members": True}
        return self.put(tables.Item, "item", code, **about, access=access, **standard | says)

    def document(
        self,
        code: str,
        *,
        passages: tuple[Piece, ...] = (WHOLE,),
        items: tuple[str, ...] = (),
        findings: Mapping[str, Any] | None = None,
        holder_post: str = "director-places",
        body: str | None = None,
        **says: Any,
    ) -> str:
        """A document in a director's hands, with the items of business it relates to and its passages.

        A passage's code is the document's and its own (``part_exempt-terms``).
        """
        standard: dict[str, Any] = {"title": f"Paper {code}", "kind": "report", "holder": "council", "draft": "final"}
        standard |= {"executive_can_call_for_it": False, "considered_for_executive_decision": False}
        standard |= {"listed_background_paper": False, "copyright": "council"}
        of = {"holder_post_id": self.id("post", holder_post), "responsible_body_id": self.id("body", body or "council")}
        thing = self.put(tables.Document, "document", code, **standard | of | says)
        for position, item in enumerate(items):
            link = {"document_id": thing, "item_id": self.id("item", item), "position": position}
            self.put(tables.Link, "link", f"{code}-{item}", **link)
        for position, piece in enumerate(passages):
            self.passage(code, piece, position)
        found = {"council_document": True, "behind_the_accounts": False, "affects_own_ward": False}
        self.found("document", thing, found | {"marked_exempt": False} | dict(findings or {}))
        return thing

    def passage(self, document: str, piece: Piece, position: int = 0) -> str:
        """A passage of a document, with the paragraphs of Schedule 12A claimed for it."""
        says = {"registered": False, "self_planning": False, "basis": "none", "paragraphs_complete": True}
        says |= {"pages": piece.pages, "negotiation": piece.negotiation, "contains": list(piece.contains)}
        about = {"document_id": self.id("document", document), "position": position}
        code = f"{document}-{piece.code}"
        thing = self.put(tables.Passage, "passage", code, **about, **says | dict(piece.says))
        for place, number in enumerate(piece.paragraphs):
            self.paragraph(code, number, place)
        self.found("passage", thing, {"withheld_as_likely_private": bool(piece.paragraphs)} | dict(piece.findings))
        return thing

    def paragraph(self, passage: str, number: int, position: int = 0, result: str | None = "maintain") -> str:
        """A paragraph claimed for a passage, with the result of its balance; None where it is not yet weighed."""
        weighed = {"by": "proper officer", "reasons": "The other side would learn of it.", "at": LONG_AGO_AT}
        about = {"passage_id": self.id("passage", passage), "number": number, "position": position}
        balance = weighed | {"result": result} if result else {}
        return self.put(tables.Paragraph, "paragraph", f"{passage}-{number}", **about, **balance)

    def found(self, level: str, subject: str, findings: Mapping[str, Any], request: str | None = None) -> None:
        """Findings of a thing (by its id), in general or for one request."""
        for fact, value in findings.items():
            about = {"level": level, "subject_id": subject, "request_id": request, "fact": fact}
            code = f"{subject}/{fact}/{request or ''}"
            self.put(tables.Finding, "finding", code, **about, value=value_as_word(value))
