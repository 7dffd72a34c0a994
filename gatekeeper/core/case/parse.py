"""Reads plain data as a case: everything that is wrong with it is found and told at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from pydantic import ValidationError

from gatekeeper.core.case.case import Case
from gatekeeper.core.case.enactments import ENACTMENTS
from gatekeeper.core.case.errors import CaseErrors
from gatekeeper.core.case.plain_data import data_problems
from gatekeeper.core.case.schema import case_schema
from gatekeeper.core.case.translate import translated
from gatekeeper.core.facts import Vocabulary


def parse_case(data: object, enactments: Sequence[str] = ENACTMENTS, vocabulary: Vocabulary | None = None) -> Case:
    """Read data as it comes from YAML or JSON. Raises CaseErrors with every problem and its place.

    `enactments` is the closed list of what may make information confidential by enactment. With a vocabulary the
    findings are checked against it here; without, they are when the facts are derived.
    """
    found = list(data_problems(data))
    context = {"enactments": tuple(enactments), "vocabulary": vocabulary}
    try:
        case = Case.model_validate(data, context=context)
    except ValidationError as error:
        told = {problem.place for problem in found}
        problems = translated(error.errors(include_url=False), data, _schema())
        raise CaseErrors(chain(found, (each for each in problems if each.place not in told))) from None
    if found:
        raise CaseErrors(found)
    return case


@cache
def _schema() -> dict[str, Any]:
    return case_schema()
