"""Reads plain data as a case: everything that is wrong with it is found and told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from gatekeeper.core.case.base import Part
from gatekeeper.core.case.case import Case
from gatekeeper.core.case.enactments import ENACTMENTS
from gatekeeper.core.case.errors import CaseErrors
from gatekeeper.core.case.plain_data import data_problems
from gatekeeper.core.case.schema import case_schema
from gatekeeper.core.case.translate import translated
from gatekeeper.core.facts import Vocabulary

P = TypeVar("P", bound=Part)


def parse_case(
    data: object,
    enactments: Sequence[str] = ENACTMENTS,
    vocabulary: Vocabulary | None = None,
    *,
    known: Mapping[str, Any] = MappingProxyType({}),
) -> Case:
    """Read data as it comes from YAML or JSON. Raises CaseErrors with every problem and its place.

    `enactments` is the closed list of what may make information confidential by enactment. With a vocabulary the
    findings are checked against it here; without, they are when the facts are derived. ``known``: blocks of the data
    by their names, as ``parse_part`` read them.
    """
    new, whole = (_apart(data, known), {**data, **known}) if known and isinstance(data, dict) else (data, data)
    found = list(data_problems(new))
    context = {"enactments": tuple(enactments), "vocabulary": vocabulary}
    try:
        case = Case.model_validate(whole, context=context)
    except ValidationError as error:
        told = {problem.place for problem in found}
        problems = translated(error.errors(include_url=False), data, _schema())
        raise CaseErrors(chain(found, (each for each in problems if each.place not in told))) from None
    if found:
        raise CaseErrors(found)
    return case


def parse_part(kind: type[P], name: str, data: object) -> P | None:
    """A block of a case by itself; None where anything is wrong with it, which reading the whole case tells in full."""
    if any(True for _ in data_problems({name: data})):
        return None
    try:
        return kind.model_validate(data, context={"enactments": tuple(ENACTMENTS), "vocabulary": None})
    except ValidationError:
        return None


def _apart(data: dict[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in known}


@cache
def _schema() -> dict[str, Any]:
    return case_schema()
