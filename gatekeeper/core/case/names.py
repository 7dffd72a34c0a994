"""Names that must be the same in two places of a case file and differ by what looks like a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from gatekeeper.core.case.document import Document
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.requester import Requester

_SLIP = 0.88


class _Name(NamedTuple):
    place: str
    written: str


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same but for capitals, spaces and a leading *the*."""
    return _plain(one) == _plain(other)


def name_problems(requester: Requester, documents: Sequence[Document]) -> Iterator[CaseError]:
    """A document's responsible body or portfolio that is nearly, and not quite, the name of one of the requester's.

    Such a slip would silently say that she is not on the body. A finding on the document tells that the two differ.
    """
    seats = [_Name(f"requester.memberships[{i}].body", seat.body) for i, seat in enumerate(requester.memberships or ())]
    subjects = [
        _Name(f"requester.portfolios[{i}].subject", p.subject) for i, p in enumerate(requester.portfolios or ())
    ]
    for index, document in enumerate(documents):
        place = f"documents[{index}]"
        found = document.findings or {}
        if document.responsible_body and "member_of_responsible_body" not in found:
            elsewhere = {link.body for link in document.links or ()}
            name = _Name(f"{place}.responsible_body", document.responsible_body)
            yield from _slips(name, seats, elsewhere, "member_of_responsible_body")
        if document.portfolio and "portfolio_covers_subject" not in found:
            name = _Name(f"{place}.portfolio", document.portfolio)
            yield from _slips(name, subjects, (), "portfolio_covers_subject")


def _slips(name: _Name, own: Sequence[_Name], elsewhere: Iterable[str], fact: str) -> Iterator[CaseError]:
    by_plain = {_plain(each.written): each for each in own}
    plain = _plain(name.written)
    if plain in by_plain or any(same_name(name.written, other) for other in elsewhere):
        return
    for near in get_close_matches(plain, by_plain, 1, _SLIP):
        other = by_plain[near]
        why = f"{name.written!r} is nearly {other.written!r} of {other.place}"
        remedy = f"write both alike or, if they differ, say so by the document's finding {fact}"
        yield CaseError(name.place, why, remedy)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
