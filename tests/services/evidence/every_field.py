"""Cases that between them say every field of a case file, with every word that may stand in it, by its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import ValidationError

from gatekeeper.core.case import FORMAT, Case, case_schema, parse_case
from gatekeeper.core.case.findings import facts_of_level
from gatekeeper.locate import locate
from gatekeeper.policy.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(locate("policies") / "facts")
SCHEMA = case_schema()
Path = tuple[str | int, ...]
Said = tuple[str, str, str]
"""A block, a field of it, and what it says, as text."""

LINE, PROSE = "Words of – “one” line", "First.\n\nSecond, with £5 and é."
DAY, INSTANT = "2026-11-24", "2026-11-24T09:30:15.250000+00:00"
EXAMPLES: Mapping[str, tuple[Any, ...]] = {
    "ref": ("A.b_c-1",),
    "pack": ("wbc",),
    "pages": ("whole", "5", "1-3, 7"),
    "citation": ("Enterprise Act 2002 Part 9",),
    "contains_not_yet_known": (["sensitive_draft", "environmental_information"], []),
    "for_meetings_on": (["2026-12-01", "2026-12-08"], []),
    "closure_days": (["2026-12-29", "2026-12-30"],),
    "number": tuple(range(1, 8)),
}
NOT_THE_REGISTERS = frozenset({"format", "as_at", "expect", "purpose_text", "body_types"})
"""The instant and the expectation are of the file; her words on her purpose are the words of the record's entry."""

MEETING = {"body": "Planning Committee", "body_type": "committee", "meeting_at": "2026-12-01T18:30:00+00:00"}
PASSAGE = {"paragraphs": [{"number": 3, "balance": {"result": "maintain"}}], "scrutiny": {}, "contains": []}
FULL: Mapping[str, Any] = {
    "format": FORMAT,
    "title": "Everything",
    "council": {"name": "Northmere", "governance": [{"from": "2011-05-09", "executive_arrangements": True}]},
    "requester": {
        "kind": "councillor",
        "suspended": [{"from": "2024-01-01"}],
        "memberships": [
            {"body": "Planning Committee", "body_type": "committee", "role": "member", "from": "2023-05-17"},
            {"body": "Audit", "body_type": "audit_committee", "role": "substitute", "from": "2023-05-17"},
        ],
        "executive": [{"from": "2024-05-17"}],
        "portfolios": [{"from": "2024-05-17", "subject": "Places"}],
        "posts": [
            {"from": "2024-05-17", "post": "group_leader"},
            {"from": "2024-05-17", "post": "opposition_spokesperson", "subject": "Places"},
        ],
    },
    "request": {
        "received_at": "2026-11-20T16:42:00+00:00",
        "through_assistant": {},
        "purpose": {"improper": {"evidenced": True}},
    },
    "documents": [
        {
            "ref": "d1",
            "title": "One",
            "audit": {"window_opens_on": "2026-06-01"},
            "links": [
                MEETING,
                {"body": "Cabinet", "body_type": "executive", "meeting_on": "2026-11-10"},
                {"body": "The director", "body_type": "officer", "decision_type": "non_executive"},
                {"body": "The leader", "body_type": "individual_member"},
                {"body": "Somebody", "body_type": "unknown"},
                {"body": "Audit", "body_type": "committee"},
            ],
            "passages": [
                PASSAGE | {"ref": "p1", "confidential": {"basis": "court_order"}, "negotiation": "live"},
                PASSAGE | {"ref": "p2", "negotiation": {"opened_on": "2026-01-05"}, "pages": "5"},
                {"ref": "p3", "negotiation": {"opened_on": "2026-01-05", "concluded_on": "2026-03-05"}, "pages": "5"},
                {"ref": "p4", "confidential": {"basis": "enactment", "citation": "Enterprise Act 2002 Part 9"}},
                {"ref": "p5", "confidential": {"basis": "none"}, "paragraphs": [{"number": 1}]},
            ],
        },
        {"ref": "d2", "title": "Two", "passages": [{"ref": "q1", "pages": "whole"}]},
        {"ref": "d3", "title": "Three"},
    ],
}
BARE: Mapping[str, Any] = {
    "format": FORMAT,
    "title": "Next to nothing",
    "council": {"name": "Northmere"},
    "requester": {"kind": "unknown"},
    "request": {"received_at": "2026-11-20T16:42:00+00:00"},
    "documents": [{"ref": "d1", "title": "One", "passages": [{"ref": "p1"}]}, {"ref": "d2", "title": "Two"}],
}


def accepted(data: Mapping[str, Any]) -> Case | None:
    """The case, None where it is impossible."""
    try:
        return Case.model_validate(data, context={"vocabulary": VOCABULARY})
    except ValidationError:
        return None


def _block(schema: Mapping[str, Any]) -> str | None:
    for each in (schema, *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).rpartition("/")[2]
    return None


def _values(name: str, schema: Mapping[str, Any]) -> tuple[Any, ...]:
    if name in EXAMPLES:
        return EXAMPLES[name]
    if "enum" in schema:
        return tuple(schema["enum"])
    found = [value for each in (*schema.get("oneOf", ()), *schema.get("anyOf", ())) for value in _values("", each)]
    if schema.get("type") == "array":
        words = list(schema["items"].get("enum", ()))
        return tuple(each for each in ([], words) if len(each) >= schema.get("minItems", 0))[: 2 if words else 1]
    if schema.get("type") == "integer":
        return (1, 17)
    if schema.get("type") == "string":
        return ({"date": DAY, "date-time": INSTANT}.get(schema.get("format", ""), _text(schema)),)
    return tuple(found)


def _text(schema: Mapping[str, Any]) -> str:
    return LINE if schema.get("maxLength", 0) <= 300 else PROSE


def _blocks(name: str, data: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """Every block that is in a case: its name in the schema, and where it is."""
    yield name, path
    schema = SCHEMA if name == "Case" else SCHEMA["$defs"][name]
    for field, of in schema["properties"].items():
        within = data.get(field)
        inner = _block(of)
        if isinstance(within, dict) and inner and field != "findings":
            yield from _blocks(inner, within, (*path, field))
        item = _block(of.get("items", {}))
        if isinstance(within, list) and item:
            for index, each in enumerate(within):
                yield from _blocks(item, each, (*path, field, index))


def _sayings(data: Mapping[str, Any]) -> Iterator[tuple[Said, Path, Any]]:
    """Everything that the blocks of a case may say, field by field."""
    for name, path in _blocks("Case", data, ()):
        schema = SCHEMA if name == "Case" else SCHEMA["$defs"][name]
        for field, of in schema["properties"].items():
            if field in NOT_THE_REGISTERS:
                continue
            values = _findings(name) if field == "findings" else ((field, each) for each in _values(field, of))
            for place, value in values:
                where = (*path, "findings", place) if field == "findings" else (*path, place)
                yield (name, place, str(value)), where, value


def _findings(name: str) -> Iterator[tuple[str, Any]]:
    for fact in facts_of_level(name.lower(), VOCABULARY):
        values = (*(fact.choices or (True, False)), "unknown")
        yield from ((fact.name, value) for value in values)
        yield fact.name, {"value": values[0], "by": LINE, "at": INSTANT, "reasons": PROSE}


def _with(data: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:
    new = deepcopy(dict(data))
    place: Any = new
    for step in path[:-1]:
        place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
    place[path[-1]] = value
    return new


@cache
def every_saying() -> frozenset[Said]:
    """Every block, field and word that the schema has."""
    return frozenset(said for start in (FULL, BARE) for said, _, _ in _sayings(start))


@cache
def saying_everything() -> tuple[tuple[Case, frozenset[Said]], ...]:
    """Cases that say, together, whatever can be said, each with what was said in it beside its blocks."""
    left, cases = set(every_saying()), []
    for start in (FULL, BARE) * 30:
        data, said = _filled(start, left)
        if said:
            left -= said
            cases.append((parse_case(data), frozenset(said)))
    return tuple(cases)


def _filled(start: Mapping[str, Any], wanted: set[Said]) -> tuple[dict[str, Any], set[Said]]:
    data, said, taken = dict(start), set[Said](), set[Path]()
    for saying, path, value in _sayings(start):
        crossed = any(path[: len(each)] == each or each[: len(path)] == path for each in taken)
        if saying not in wanted or saying in said or crossed:
            continue
        trial = _with(data, path, value)
        if accepted(trial) is not None:
            data = trial
            said.add(saying)
            taken.add(path)
    return data, said
