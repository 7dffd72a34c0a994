"""What commands print, how they refuse, and the options that several of them share."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from typing import Annotated, Any, NoReturn

import typer

Format = Annotated[str, typer.Option("--format", help="text for people, json for programs.")]
Council = Annotated[str | None, typer.Option("--council", help="The id of a council's pack, such as east_devon.")]
OnDay = Annotated[str | None, typer.Option("--on", help="The day whose rules apply, as 2026-11-23; left out: today.")]


def say(text: str) -> None:
    """Print, with one newline at the end."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def say_json(data: Any) -> None:
    """Print as JSON."""
    say(json.dumps(data, indent=2, ensure_ascii=False))


def say_line(data: Any) -> None:
    """Print as JSON in one line."""
    say(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def warn(text: str) -> None:
    """Say on standard error what somebody should know, so that printed data stays data."""
    sys.stderr.write(text.rstrip() + "\n")


def refuse(message: str, code: int) -> NoReturn:
    """Say on standard error why a command ends here, and end with that exit code."""
    warn(message)
    raise SystemExit(code)


def check_format(name: str) -> None:
    """Refuse a format that there is not."""
    if name not in ("text", "json"):
        raise typer.BadParameter(f"there is no format {name!r}; use text or json")


def instant(text: str | None, fallback: datetime | None) -> datetime:
    """The instant that was written, or the fallback, or now. Refuses one without its zone."""
    if text is None:
        return fallback or datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise typer.BadParameter(f"{text!r} is not an instant with a zone; write it as 2026-11-23T10:00:00+00:00")
    return found


def day(text: str | None) -> date:
    """The day that was written, or today."""
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-11-23") from None
