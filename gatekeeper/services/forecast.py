"""Would I be entitled: what asking would come to, document by document, and what of it needs a reason from her first.

It is the decision that asking comes to, as a councillor may know it (``view.pre_check_view``); nothing is filed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from gatekeeper.core.decision import PassageResult
from gatekeeper.services.cases.decide import Decided
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import NotThere, Undecidable
from gatekeeper.services.cases.shown import UNDECIDED, checked_document
from gatekeeper.services.cases.submit import Asking, pre_check
from gatekeeper.services.cases.visible import label_for_councillor
from gatekeeper.storage import tables

Extent = Literal["all", "part", "none"]
_SETTLED: Final = ({"presumed"}, {"need_shown"}, set[str]())
_SPECIFIC: Final = {"strict", "must_justify_in_specific_terms"}
_SCRUTINY: Final = {"reg17", "art10"}
_TOPIC: Final = "justification"


@dataclass(frozen=True, slots=True)
class Need:
    """What would have to be asked of her: ``why`` she needs it; ``specific``: why she needs what it says of people.

    ``scrutiny``: whether it is for a call-in or a review. ``facts`` are what the law waits to hear from her, by name.
    """

    why: bool = False
    specific: bool = False
    scrutiny: bool = False
    facts: frozenset[str] = frozenset()

    def __or__(self, other: Need) -> Need:
        """What has to be asked for one or the other."""
        return Need(
            self.why or other.why,
            self.specific or other.specific,
            self.scrutiny or other.scrutiny,
            self.facts | other.facts,
        )


UNKNOWN_DOCUMENT: Final = Need(why=True)
"""Of what nobody knows yet which document it is: a reason may be needed."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What asking for one document would come to; ``passages`` and ``due`` are told as on a case.

    ``open``: how much of it the law opens now. ``has_file``: there is a file of it to read here.
    """

    document_id: str
    called: str
    summary: str
    passages: tuple[dict[str, Any], ...]
    due: tuple[dict[str, Any], ...]
    open: Extent
    has_file: bool
    need: Need


@dataclass(frozen=True, slots=True)
class OfNeed:
    """What the council's protocol says of showing a need: sentences, each with its paragraph, or what applies."""

    sentences: tuple[tuple[str, str], ...]
    applies: str | None


def forecast(desk: Desk, asking: Asking) -> tuple[Forecast, ...]:
    """What asking would come to, for each document by itself: one that cannot be worked out holds no other up.

    Raises NotThere for a document of which she may not know, and CommandRefused where she cannot ask at all.
    """
    return tuple(_of_one(desk, asking.model_copy(update={"documents": (each,)})) for each in asking.documents)


def forecast_known(desk: Desk, asking: Asking) -> tuple[Forecast, ...]:
    """The same without those of which she may not (or no longer) know. Raises CommandRefused where she cannot ask."""
    every = (_if_known(desk, asking.model_copy(update={"documents": (each,)})) for each in asking.documents)
    return tuple(each for each in every if each is not None)


def protocol_on_need(desk: Desk) -> OfNeed:
    """What the council's protocol says of showing a need today."""
    if desk.pack is None:
        return OfNeed((), None)
    silent = next((each.applies for each in desk.pack.silent if each.topic == _TOPIC), None)
    return OfNeed(tuple((each.sentence, each.cite) for each in desk.pack.justification), silent)


def _if_known(desk: Desk, asking: Asking) -> Forecast | None:
    try:
        return _of_one(desk, asking)
    except NotThere:
        return None


def _of_one(desk: Desk, asking: Asking) -> Forecast:
    (document_id,) = asking.documents
    try:
        decided = pre_check(desk, asking)
    except Undecidable:
        called = label_for_councillor(desk.register.one(tables.Document, document_id))
        return Forecast(document_id, called, UNDECIDED, (), (), "none", has_file=False, need=UNKNOWN_DOCUMENT)
    told, results = checked_document(desk, decided, document_id), decided.document(document_id).passages
    extent = _extent(results)
    return Forecast(
        document_id=document_id,
        called=told["called"],
        summary=told["summary"],
        passages=tuple(told["passages"]),
        due=tuple(told["due"]),
        open=extent,
        has_file=extent != "none" and bool(desk.register.all(tables.StoredFile, document_id=document_id)),
        need=_need(decided, document_id),
    )


def _extent(results: tuple[PassageResult, ...]) -> Extent:
    opened = [each.outcome == "entitled" for each in results]
    if all(opened):
        return "all"
    return "part" if any(opened) else "none"


def _need(decided: Decided, document_id: str) -> Need:
    found = Need()
    for each in decided.document(document_id).passages:
        found |= _of_passage(each)
    return found


def _of_passage(result: PassageResult) -> Need:
    """What has to be asked of her for a passage; where it may be barred, nothing that would tell what it holds."""
    if result.outcome in ("entitled", "barred"):
        return Need()
    possible = set(result.common_law.could_be) if result.common_law else set[str]()
    why = possible not in _SETTLED
    if "barred" in result.could_be:
        return Need(why=why)
    waiting = any(each.route in _SCRUTINY and each.status in ("undetermined", "refer") for each in result.routes)
    hers = frozenset(each.fact for each in result.asks if each.supplier == "councillor")
    return Need(why, why and bool(possible & _SPECIFIC), waiting, hers)
