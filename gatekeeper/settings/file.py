"""Settings in a file (TOML) that GATEKEEPER_SETTINGS names; whatever the environment says wins over it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from gatekeeper.settings.errors import SettingsError

FILE: Final = "GATEKEEPER_SETTINGS"
DATABASE: Final = ("GATEKEEPER_DATABASE_URL", "DATABASE_URL")
"""The variables that name the database; the second one is what many hosts set."""
NAMES: Final[dict[str, type]] = {
    "home": str,
    "database_url": str,
    "files": str,
    "keys": str,
    "checkpoints": str,
    "issuer": str,
    "public_address": str,
    "audience": str,
    "secret": str,
    "programs": list,
    "program_councils": list,
    "calls_a_second": int,
    "proxies": list,
    "key_origins": list,
    "person_claim": str,
    "listen": str,
    "development": bool,
    "web_client": str,
    "web_secret": str,
    "idle_seconds": int,
    "session_seconds": int,
    "fresh_seconds": int,
    "themes": str,
}
"""What may stand in the file, and what it is: a text, a list of texts, true or false, or a number."""
_SECRETS: Final = ("secret", "database_url", "web_secret")
_OTHERS: Final = 0o077
_KINDS: Final = {str: "a text in quotes", list: "a list of texts", bool: "true or false", int: "a whole number"}


def with_file(environ: Mapping[str, str]) -> dict[str, str]:
    """Every setting under its environment variable: those of the file, with the environment's own over them.

    A variable that is empty counts as not set. Raises SettingsError with everything that is wrong with the file.
    """
    said = {name: value.strip() for name, value in environ.items() if value.strip()}
    if FILE not in said:
        return said
    found = _of_file(Path(said[FILE]).expanduser())
    if any(name in said for name in DATABASE):
        found.pop(DATABASE[0], None)
    return found | said


def _of_file(path: Path) -> dict[str, str]:
    found = _read(path)
    problems = (*_problems(path, found), *_too_open(path, found))
    if problems:
        raise SettingsError(problems)
    return {f"GATEKEEPER_{name.upper()}": _text(value) for name, value in found.items() if value not in ("", [])}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = f"{FILE} names {path}, which cannot be read ({error.strerror or 'no reason given'}); correct the name."
    except UnicodeDecodeError:
        why = f"{FILE} names {path}, which is no text in UTF-8; write it anew."
    except tomllib.TOMLDecodeError as error:
        place = str(error).rpartition("(at ")[2].rstrip(")") or "an unknown place"
        why = f"{path} cannot be read as TOML at {place}; write each setting as name = value."
    raise SettingsError((why,)) from None


def _problems(path: Path, found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        kind = NAMES.get(name)
        if kind is None:
            yield f"{path} has the setting {name[:60]!r}, which there is not; write one of: {', '.join(NAMES)}."
        elif not _fits(value, kind):
            yield f"{path} has for {name} something that is not {_KINDS[kind]}; correct it."


def _fits(value: Any, kind: type) -> bool:
    texts = not isinstance(value, list) or all(isinstance(each, str) for each in value)
    return type(value) is kind and texts


def _too_open(path: Path, found: Mapping[str, Any]) -> Iterator[str]:
    """A file that holds a secret is for its owner alone. Windows keeps such rights elsewhere."""
    if os.name != "nt" and path.stat().st_mode & _OTHERS and any(name in found for name in _SECRETS):
        yield f"{path} holds a secret and others may read it; run `chmod 600 {path}` and change the secret."


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, list) else str(value)
