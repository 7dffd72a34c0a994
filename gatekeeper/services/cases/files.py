"""Reads the particulars of a command from a file, YAML or JSON, as strictly as a case file is read."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.given import Command
from gatekeeper.services.json_safe import read_json
from gatekeeper.services.yaml_safe import read_yaml

C = TypeVar("C", bound=Command)
MOST_BYTES = 1_000_000


def read_command(path: Path, command: type[C]) -> C:
    """The particulars in a file. Raises CommandRefused with everything that is wrong in it."""
    what = f"Read {path.name}"
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandRefused(what, "there is no such text file in UTF-8", "check its name and encoding") from error
    if len(raw) > MOST_BYTES:
        raise CommandRefused(what, f"it is larger than {MOST_BYTES:,} bytes", "write less")
    reading = read_json(text) if path.suffix == ".json" else read_yaml(text)
    if reading.problems:
        why = "; ".join(f"{each.place}: {each.why}" for each in reading.problems)
        raise CommandRefused(what, why, "correct the file")
    return checked(what, reading.data, command)


def checked(what: str, data: object, command: type[C]) -> C:
    """Data as a command's particulars. Raises CommandRefused with every problem and its place."""
    try:
        return TypeAdapter(command).validate_python(data)
    except ValidationError as error:
        problems = [f"{_place(each['loc'])}{_why(each['msg'])}" for each in error.errors(include_url=False)]
        raise CommandRefused(what, "; ".join(problems), "correct what is named, and give the command again") from None


def _place(loc: tuple[int | str, ...]) -> str:
    return f"{'.'.join(str(each) for each in loc)}: " if loc else ""


def _why(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")
