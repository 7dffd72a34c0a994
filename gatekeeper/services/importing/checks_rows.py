"""What cannot be true within one row: a time that ends before it begins, a link to nothing, a tie with nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.rows import Row
from gatekeeper.services.importing.sheets import SUBJECT_KINDS

_PERIODS: Final = (("from_on", "to_on"), ("negotiation_opened_on", "negotiation_concluded_on"))


def row_problems(row: Row) -> list[ImportProblem]:
    """What is wrong with the row by itself, as far as its cells could be read."""
    return [*_periods(row), *_OWN.get(row.sheet.kind, _nothing)(row)]


def _periods(row: Row) -> list[ImportProblem]:
    found = []
    for first, last in _PERIODS:
        begins, ends = row.values.get(first), row.values.get(last)
        if begins is not None and ends is not None and ends < begins:
            found.append(row.problem(last, "it ends before it begins", f"check {first} and {last}"))
    begins, ends = row.values.get("from_at"), row.values.get("to_at")
    if begins is not None and ends is not None and ends <= begins:
        found.append(row.problem("to_at", "it does not end after it begins", "check from_at, to_at and their zones"))
    return found


def _nothing(_row: Row) -> list[ImportProblem]:
    return []


def _link(row: Row) -> list[ImportProblem]:
    if _count(row, "item_id", "decision_id") == 1:
        return []
    return [row.problem("item", "a link is to one item or to one decision", "write the code of one of the two")]


def _tie(row: Row) -> list[ImportProblem]:
    if _count(row, "to_person_id", "to_document_id", "subject") == 1:
        return []
    remedy = "write one of to_person, to_document and subject"
    return [row.problem("to_person", "a tie is with one person, one document or one subject", remedy)]


def _finding(row: Row) -> list[ImportProblem]:
    level, written = row.values.get("level"), row.values.get("subject_id")
    if level is None or written is None:
        return []
    kind, parted, code = str(written).partition(":")
    if parted and code and kind == SUBJECT_KINDS[level]:
        return []
    remedy = f"write {SUBJECT_KINDS[level]}: and the code, such as {SUBJECT_KINDS[level]}:{code or 'code'}"
    return [row.problem("subject", f"a finding of the level {level} is about a {SUBJECT_KINDS[level]}", remedy)]


def _passage(row: Row) -> list[ImportProblem]:
    found, values = [], row.values
    dated = [name for name in ("negotiation_concluded_on", "negotiation_accepted") if values.get(name) is not None]
    if dated and values.get("negotiation_opened_on") is None:
        found.append(row.problem("negotiation_opened_on", "the day they began is missing", "write it"))
    if values.get("negotiation") is not None and values.get("negotiation_opened_on") is not None:
        remedy = "keep the word or the dates"
        found.append(row.problem("negotiation", "both a word and dates tell of the negotiations", remedy))
    for name in ("citation", "reaches_every_route"):
        if values.get(name) is not None and values.get("basis") is None:
            found.append(row.problem("basis", f"there is a {name} without its basis", "write the basis"))
    return found


def _paragraph(row: Row) -> list[ImportProblem]:
    weighed = ("reasons", "by", "at", "review_on", "how_to_challenge")
    if row.values.get("result") is None and _count(row, *weighed):
        return [row.problem("result", "the balance has particulars but no result", "write the result, or unknown")]
    return []


def _count(row: Row, *names: str) -> int:
    return sum(row.values.get(name) is not None for name in names)


_OWN: Final[dict[str, Callable[[Row], list[Any]]]] = {
    "link": _link,
    "tie": _tie,
    "finding": _finding,
    "passage": _passage,
    "paragraph": _paragraph,
}
