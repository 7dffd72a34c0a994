"""Reads a case file, YAML or JSON, and tells everything that is wrong with it: file, line, place, and what to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, Literal

from jsonschema import Draft202012Validator

from gatekeeper.core.case import ENACTMENTS, Case, CaseError, CaseErrors, case_schema, parse_case
from gatekeeper.core.case.errors import WHOLE_FILE
from gatekeeper.core.case.plain_data import UNSAFE, place_in
from gatekeeper.core.facts import Vocabulary
from gatekeeper.locate import locate
from gatekeeper.policy.vocabulary import load_vocabulary
from gatekeeper.services.json_safe import read_json
from gatekeeper.services.reading import Reading
from gatekeeper.services.yaml_safe import read_yaml

Kind = Literal["yaml", "json"]

MOST_BYTES: Final = 1_000_000
_KINDS: Final[Mapping[str, Kind]] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def read_case(path: Path, enactments: Sequence[str] = ENACTMENTS, vocabulary: Vocabulary | None = None) -> Case:
    """Read the case file at that path, at most 1 MB of UTF-8 whose name ends in .yaml, .yml or .json.

    `vocabulary` are the facts that may be found, by default those that come with the program. Raises CaseErrors.
    """
    name = path.name
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise _refused(
            name, f"{path.suffix or 'a name without ending'} is no kind of case file", "name it .yaml or .json"
        )
    return read_case_text(_text(path), name, kind, enactments, vocabulary)


def read_case_text(
    text: str,
    name: str,
    kind: Kind,
    enactments: Sequence[str] = ENACTMENTS,
    vocabulary: Vocabulary | None = None,
) -> Case:
    """Read a case from its text; `name` stands for the file in what is said of it. Raises CaseErrors."""
    known = _shipped_vocabulary() if vocabulary is None else vocabulary
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        _refuse_unsafe(text)
        reading = read_yaml(text) if kind == "yaml" else read_json(text)
    except CaseErrors as error:
        raise CaseErrors(replace(problem, file=name) for problem in error.errors) from error
    return _parsed(reading, name, enactments, known)


def _parsed(reading: Reading, name: str, enactments: Sequence[str], vocabulary: Vocabulary) -> Case:
    problems = list(reading.problems)
    told = {problem.place for problem in problems}
    try:
        case = parse_case(reading.data, enactments, vocabulary)
        problems += schema_problems(reading.data, vocabulary)
    except CaseErrors as error:
        problems += [problem for problem in error.errors if problem.place not in told]
    if problems:
        located = [replace(p, file=name, line=p.line or line_of(p.place, reading.lines)) for p in problems]
        raise CaseErrors(sorted(located, key=lambda problem: (problem.line is None, problem.line or 0)))
    return case


def line_of(place: str, lines: Mapping[str, int]) -> int | None:
    """The line of the place or, where that is missing in the file, of the block it is missing from."""
    while place and place not in lines:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return lines.get(place) if place else None


def schema_problems(data: object, vocabulary: Vocabulary) -> Iterator[CaseError]:
    """What the published schema alone refuses: the schema then needs mending as much as the file."""
    for error in _validator(vocabulary).iter_errors(data):
        place = ""
        for part in error.absolute_path:
            place = f"{place}[{part}]" if isinstance(part, int) else place_in(place, str(part))
        yield CaseError(
            place or WHOLE_FILE, f"the published schema refuses it: {error.message}", "see docs/case-file.md"
        )


def _text(path: Path) -> str:
    """The file's text, of which no more is read than may be in it."""
    name = path.name
    if not path.is_file():
        raise _refused(name, "there is no such file", "check the name and the folder")
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _refused(name, f"it cannot be read: {error.strerror}", "check who may read the file") from error
    if len(raw) > MOST_BYTES:
        raise _refused(name, f"it is larger than {MOST_BYTES:,} bytes", "a case needs far less; split it into several")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refused(name, "it is not text in UTF-8", "save it again as UTF-8", line) from error


def _refuse_unsafe(text: str) -> None:
    if UNSAFE.search(text):
        raise CaseErrors(_unsafe(text, hit.start()) for hit in UNSAFE.finditer(text))


def _unsafe(text: str, at: int) -> CaseError:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    why = f"the character U+{ord(text[at]):04X} is forbidden"
    return CaseError(f"column {column}", why, "delete it; it may be invisible, so type the line again", line=line)


def _refused(name: str, why: str, remedy: str, line: int | None = None) -> CaseErrors:
    return CaseErrors([CaseError(WHOLE_FILE, why, remedy, name, line)])


@cache
def _shipped_vocabulary() -> Vocabulary:
    return load_vocabulary(locate("policies") / "facts")


@cache
def _validator(vocabulary: Vocabulary) -> Draft202012Validator:
    return Draft202012Validator(case_schema(vocabulary))
