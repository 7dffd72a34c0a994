"""The whole case: a council, a requester, a request, the documents, and what cannot be true of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Strict

from gatekeeper.core.case.base import Part
from gatekeeper.core.case.council import Council
from gatekeeper.core.case.document import Document
from gatekeeper.core.case.errors import CaseError
from gatekeeper.core.case.names import name_problems
from gatekeeper.core.case.request import Request
from gatekeeper.core.case.requester import Requester
from gatekeeper.core.case.scalars import Instant, Line, optional, required
from gatekeeper.core.case.words import EXECUTIVE_BODIES

FORMAT = "gatekeeper-case/1"
MOST_DOCUMENTS = 200

_AUTHORITY = frozenset({"authority_body", "authority_member"})
_EXECUTIVE = EXECUTIVE_BODIES | {"individual_member"}


class Case(Part):
    """A councillor's request for documents, with everything known about it."""

    format: Literal["gatekeeper-case/1"] = required("Always gatekeeper-case/1.")
    title: Line = required("What the case is about, in a few words.")
    as_at: Instant | None = optional("The instant for which the case is decided; left out, the present.")
    council: Council = required("The council.")
    requester: Requester = required("The person who asks.")
    request: Request = required("The request.")
    documents: Annotated[tuple[Document, ...], Strict(False)] = required(
        "The documents asked for.", min_length=1, max_length=MOST_DOCUMENTS
    )
    expect: Mapping[str, Any] | None = optional("In a worked case: what is expected to come out.")

    def problems(self) -> Iterable[CaseError]:
        """Names used twice, times after the instant of the case, bodies the council cannot have."""
        yield from self._names_used_twice()
        yield from self._bodies()
        yield from name_problems(self.requester, self.documents)
        if self.as_at is not None:
            yield from self._after(self.as_at)

    def _names_used_twice(self) -> Iterator[CaseError]:
        seen: dict[str, str] = {}
        named = [(f"documents[{index}].ref", document.ref) for index, document in enumerate(self.documents)]
        for kind in (named, list(self._passage_names())):
            seen.clear()
            for place, ref in kind:
                if ref in seen:
                    yield CaseError(place, f"{ref!r} is used already, by {seen[ref]}", "give each its own ref")
                seen.setdefault(ref, place)

    def _passage_names(self) -> Iterator[tuple[str, str]]:
        for index, document in enumerate(self.documents):
            for number, passage in enumerate(document.parts):
                written = f".passages[{number}]" if document.passages else ""
                yield f"documents[{index}]{written}.ref", passage.ref

    def _bodies(self) -> Iterator[CaseError]:
        for index, document in enumerate(self.documents):
            for number, link in enumerate(document.links or ()):
                place = f"documents[{index}].links[{number}].body_type"
                if self.council.without_executive and link.body_type in _EXECUTIVE:
                    why = f"a council of the type {self.council.type} has no executive"
                    yield CaseError(place, why, "correct the body's type or the council's")
                if link.body_type in _AUTHORITY and self.council.type not in {"combined_authority", None}:
                    yield CaseError(
                        place, "the council is no combined authority", "correct the body's type or the council's"
                    )

    def _after(self, as_at: datetime) -> Iterator[CaseError]:
        if self.request.received_at > as_at:
            yield CaseError("request.received_at", "it is later than as_at", "check the two instants and their zones")
        for index, document in enumerate(self.documents):
            for number, link in enumerate(document.links or ()):
                if link.decided_at is not None and link.decided_at > as_at:
                    place = f"documents[{index}].links[{number}].decided_at"
                    why = "it is later than as_at, so nothing is decided yet"
                    yield CaseError(place, why, "write decision_expected: true instead")
