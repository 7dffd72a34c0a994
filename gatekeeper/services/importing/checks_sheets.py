"""What one file cannot say twice, or against another, and what people should look at although it may be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from itertools import combinations
from typing import Any, Final

from gatekeeper.core.case import finding_problems, same_name
from gatekeeper.core.facts import Vocabulary
from gatekeeper.locate import locate
from gatekeeper.policy.vocabulary import load_vocabulary
from gatekeeper.services.evidence.filing import word_as_value
from gatekeeper.services.importing.problems import ImportProblem
from gatekeeper.services.importing.proposed import Proposed
from gatekeeper.services.importing.resolve import Resolved
from gatekeeper.services.importing.rows import Row
from gatekeeper.storage import tables

_ALIKE: Final = 0.88
"""From here on the reader of case files takes two names for a slip (core/case/names)."""
_MOST_NAMES: Final = 300
_ONCE: Final = {
    "paragraph": (("passage_id", "number"), "number", "this paragraph is claimed for the passage already"),
    "closure": (("shut_on",), "shut_on", "this day is written already"),
}


def sheet_problems(proposed: Proposed, found: Resolved) -> Iterator[ImportProblem]:
    """A paragraph or a day told twice, a protocol that the program has not, an item for another body's meeting."""
    yield from _told_twice(found)
    for thing, row in found.rows.items():
        says = found.says[thing]
        if row.sheet.kind == "pack" and says["pack"] not in known_packs():
            near = get_close_matches(says["pack"], known_packs(), 1)
            hint = f"did you mean {near[0]}?" if near else f"write one of: {', '.join(known_packs())}"
            yield row.problem("pack", f"the program has no protocol {says['pack']}", hint)
        if row.sheet.kind == "item" and says["meeting_id"]:
            meeting = proposed.one(tables.Meeting, says["meeting_id"])
            if meeting and meeting.body_id != says["body_id"]:
                yield row.problem("meeting", "it is a meeting of another body", "correct the body or the meeting")


def _told_twice(found: Resolved) -> Iterator[ImportProblem]:
    taken: dict[tuple[Any, ...], Row] = {}
    for thing, row in sorted(found.rows.items(), key=lambda each: each[1].line):
        if row.sheet.kind not in _ONCE:
            continue
        names, column, why = _ONCE[row.sheet.kind]
        key = (row.sheet.kind, *(found.says[thing][name] for name in names))
        if key in taken:
            yield row.problem(column, f"{why}, on line {taken[key].line}", "keep one of the two")
        taken.setdefault(key, row)


def finding_errors(found: Resolved) -> Iterator[ImportProblem]:
    """Findings of a fact that there is not, at a level where it is not found, or with a value that is no answer."""
    for thing, row in found.rows.items():
        if row.sheet.kind != "finding":
            continue
        level, fact, word = (str(found.says[thing][name]) for name in ("level", "fact", "value"))
        value = None if word == "unknown" else word_as_value(word)
        for error in finding_problems(level, {fact: value}, vocabulary()):
            column = "value" if "is no answer" in error.why else "fact"
            yield row.problem(column, error.why, error.remedy)


def sheet_warnings(proposed: Proposed, found: Resolved) -> Iterator[ImportProblem]:
    """Claims that do not count yet, offices of which only one counts, names so alike that they may be a slip."""
    for thing, row in found.rows.items():
        says = found.says[thing]
        if row.sheet.kind == "paragraph":
            passage = proposed.one(tables.Passage, says["passage_id"])
            if passage and not passage.paragraphs_complete:
                why = "the claim does not count while the passage's paragraphs_complete is false"
                yield row.problem("passage", why, "write true there once the proper officer has looked")
        if row.sheet.kind == "office" and len(proposed.all(tables.Office, person_id=says["person_id"])) > 1:
            yield row.problem("person", "this person has another office as well, and only one counts", "keep one")
    yield from _alike(row for row in found.rows.values() if row.sheet.kind == "body")


def _alike(bodies: Iterable[Row]) -> Iterator[ImportProblem]:
    in_order = sorted(bodies, key=lambda row: row.line)[:_MOST_NAMES]
    names = [(str(row.values["name"]), row) for row in in_order]
    for (one, _), (other, row) in combinations(names, 2):
        if not same_name(one, other) and _likeness(one.casefold(), other.casefold()) >= _ALIKE:
            why = f"the name is nearly that of '{one}', and a request about both is refused as a slip"
            yield row.problem("name", why, "write both alike if they are one body, or tell them apart more clearly")


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


@cache
def vocabulary() -> Vocabulary:
    """The facts that come with the program."""
    return load_vocabulary(locate("policies") / "facts")


@cache
def known_packs() -> tuple[str, ...]:
    """The ids of the protocols that come with the program."""
    return tuple(sorted(path.parent.name for path in (locate("policies") / "councils").glob("[a-z]*/pack.toml")))
