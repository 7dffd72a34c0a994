"""What somebody looks for, as it stands in the address of a page: words, a body, a kind of paper, days, a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, get_args
from urllib.parse import urlencode

from gatekeeper.core.case.words import DocumentKind
from gatekeeper.core.plain_words import LONGEST_QUERY
from gatekeeper.services.library.page import Wish, mark_at, narrowed
from gatekeeper.web.forms import Choice, Field, Filled, Form, Values, filled, given
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

FIRST, LAST = date(1990, 1, 1), date(2040, 12, 30)
KINDS: Final[Mapping[str, str]] = {
    "report": N_("Report"),
    "background_paper": N_("Background paper"),
    "agenda": N_("Agenda"),
    "minutes": N_("Minutes"),
    "summary_of_proceedings": N_("Summary of proceedings"),
    "executive_decision_record": N_("Record of an executive decision"),
    "officer_decision_record": N_("Record of an officer's decision"),
    "ward_member_decision_record": N_("Record of a ward member's decision"),
    "accounts": N_("Accounts"),
    "accounting_record": N_("Accounting record"),
    "statement_of_accounts": N_("Statement of accounts"),
    "statutory_officer_report": N_("Report of a statutory officer"),
    "public_register": N_("Public register"),
    "correspondence": N_("Correspondence"),
    "other": N_("Another kind of paper"),
}
WORDS: Final = "q"
NO_DAY: Final = N_("Write a real day between 1990 and 2040, such as 27 11 2026")
_OF_A_DAY: Final = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Seeking:
    """What is looked for. ``errors``: what of it cannot be meant, by field; it is then left out."""

    words: str | None = None
    kind: str | None = None
    body: str | None = None
    first: date | None = None
    last: date | None = None
    soon: bool = False
    after: str | None = None
    errors: tuple[tuple[str, str], ...] = ()

    def wish(self, limit: int) -> Wish:
        """The same as it is asked of the library: so many documents at most."""
        filters = narrowed(self.kind, self.body, self.first, self.last)
        return Wish(self.words, filters, opens_soon=self.soon, after=mark_at(self.after), limit=limit)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but a place in the list is asked."""
        return self != replace(Seeking(), after=self.after, soon=self.soon, errors=self.errors)

    def following(self, at: str, place: str | None) -> str | None:
        """The address of the next page of what is found there, which begins after that place; None at the end."""
        return None if place is None else f"{at}?{urlencode([*self.said(), ('after', place)])}"

    def address(self, at: str) -> str:
        """The address of its first page there."""
        said = self.said()
        return f"{at}?{urlencode(said)}" if said else at

    def said(self) -> list[tuple[str, str]]:
        """What is asked, as an address writes it: names and values."""
        said = [(WORDS, self.words or ""), ("kind", self.kind or ""), ("body", self.body or "")]
        said += [("soon", "yes" if self.soon else "")]
        for name, on in (("first", self.first), ("last", self.last)):
            said += [(f"{name}-{part}", str(getattr(on, part))) for part in _OF_A_DAY] if on else []
        return [(name, value) for name, value in said if value]


def seeking_of(visit: Visit, bodies: tuple[tuple[str, str], ...], *, kinds: bool) -> Seeking:
    """What the address of this page asks; ``kinds``: whether kinds of paper can be asked for here."""
    values = _asked(visit)
    asked = given(_form(bodies, kinds=kinds), values)
    first, last = _day(asked.get("first")), _day(asked.get("last"))
    wrong = tuple((name, NO_DAY) for name, on in (("first", first), ("last", last)) if on is None and name in asked)
    kind = asked.get("kind")
    return Seeking(
        words=(asked.get(WORDS) or "").strip()[:LONGEST_QUERY] or None,
        kind=kind if kinds and kind in get_args(DocumentKind) else None,
        body=next((each for each, _ in bodies if each == asked.get("body")), None),
        first=first,
        last=last,
        soon=visit.query("soon") == "yes",
        after=_place(visit.query("after")),
        errors=wrong,
    )


def fields_of(visit: Visit, seeking: Seeking, bodies: tuple[tuple[str, str], ...], *, kinds: bool) -> dict[str, Any]:
    """What a template draws the search with: each field by its name, filled in, and the summary of errors."""
    fields = filled(_form(bodies, kinds=kinds), _asked(visit), dict(seeking.errors))
    found: dict[str, Filled] = {each.field.name: each for each in fields}
    return {"search": found, "errors": tuple((f"#field-{name}", text) for name, text in seeking.errors)}


def _form(bodies: tuple[tuple[str, str], ...], *, kinds: bool) -> Form:
    of_bodies = tuple(Choice(*each) for each in bodies)
    fields = (
        Field(WORDS, N_("Words in its title, or on its pages where they are open to you")),
        Field("body", N_("Committee or body"), "select", choices=of_bodies),
        Field("first", N_("Business from"), "date"),
        Field("last", N_("Business until"), "date"),
    )
    of_paper = tuple(Choice(code, text) for code, text in KINDS.items())
    kind = (Field("kind", N_("Kind of paper"), "select", choices=of_paper),) if kinds else ()
    return Form("", (*fields, *kind), "")


def _asked(visit: Visit) -> Values:
    query = visit.http_request.query_params
    return {name: (value,) for name in query if len(query.getlist(name)) == 1 and (value := query[name]).isprintable()}


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def _place(text: str | None) -> str | None:
    """A place in the list, None for what is none."""
    try:
        found = mark_at(text)
    except ValueError:
        return None
    return text if found is not None and found.business_at.tzinfo is not None else None
