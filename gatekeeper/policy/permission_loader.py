"""Reads the rows that say who may take which step, strictly: an unclear row refuses the whole, naming the place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gatekeeper.core.lifecycle import Action, OfficeAct, Status
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.vocabulary import read_toml

ANY: Final = "any"
UNASKED: Final = "unasked"
ROLES: Final = (
    "requester",
    "assistant",
    "former_requester",
    "decider",
    "officer",
    "adviser",
    "proper_officer",
    "executive",
    "chief_finance_officer",
    "monitoring_officer",
    "chief_executive",
    "interpreter",
    "arbiter",
    "body_member",
    "consultee",
    "clerk",
    "foi_officer",
    "auditor",
    "administrator",
    "system",
)
"""The relations that a person can have to one asked document; the services work them out, afresh each time.

`decider` holds, or deputises for, the post that determines it first; `arbiter` the post of the rung at which it is.
Where a body rules there, its members are each a `body_member`: the body resolves, and its clerk enters that.
`former_requester` made the request and is no longer in office. `interpreter` holds a post that the protocol names for
saying what it means; she and the `chief_executive`, as such, have a part in no asked document.
"""
PLACES: Final = ("first", "ladder")
STATUSES: Final = (UNASKED, *(status.value for status in Status))
ACTIONS: Final = (*(action.value for action in Action), *(act.value for act in OfficeAct))

_WORDS: Final = {"roles": ROLES, "actions": ACTIONS, "statuses": STATUSES, "at": PLACES}
_TEXTS: Final = ("id", "effect", "sentence", "source")
_ID: Final = re.compile(r"[a-z][a-z0-9_]{2,99}")
_MODEL: Final = (
    "[request_definition]",
    "r = role, at, status, action",
    "[policy_definition]",
    "p = id, roles, at, statuses, actions, eft",
    "[policy_effect]",
    "e = some(where (p.eft == allow)) && !some(where (p.eft == deny))",
    "[matchers]",
    "m = among(r.role, p.roles) && among(r.at, p.at) && among(r.status, p.statuses)"
    " && among(r.action, p.actions) && spoke(p.id)",
)


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One row, every list written out. ``effect`` is Casbin's word; a deny row wins over every allow row."""

    id: str
    roles: tuple[str, ...]
    actions: tuple[str, ...]
    statuses: tuple[str, ...]
    at: tuple[str, ...]
    effect: str
    sentence: str
    source: str
    place: str


def load_rows(folder: Path) -> tuple[PermissionRow, ...]:
    """Read every row of the folder. Raises PolicyError on the first unclear one, and where there are none at all."""
    if not folder.is_dir():
        raise PolicyError(folder.name, "the folder is missing", "restore it from the release")
    rows = [row for path in sorted(folder.glob("*.toml")) for row in _rows(path)]
    if not rows:
        raise PolicyError(folder.name, "it holds no row, so nobody could do anything", "restore it from the release")
    seen: dict[str, PermissionRow] = {}
    for row in rows:
        if row.id in seen:
            raise PolicyError(row.place, f"the id is also used at {seen[row.id].place}", "give each row its own id")
        seen[row.id] = row
    return tuple(rows)


def read_workflow_model(path: Path) -> str:
    """Return the text of Casbin's model. Raises PolicyError if it is not word for word the one this is built for."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(path.name, "it cannot be read", "restore it from the release") from error
    lines = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if lines != _MODEL:
        raise PolicyError(path.name, "it is not the model that the permissions are built for", "restore it")
    return text


def _rows(path: Path) -> list[PermissionRow]:
    data = read_toml(path)
    stray = set(data) - {"row"}
    if stray:
        raise PolicyError(path.name, f"unknown table {sorted(stray)[0]!r}", "it holds [[row]] entries only")
    entries = data["row"]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PolicyError(path.name, "`row` is not a list of entries", "write each as [[row]]")
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line.split("#")[0].strip() == "[[row]]"]
    places = [f"{path.name}:{start}" for start in starts] if len(starts) == len(entries) else [path.name] * len(entries)
    return [_row(f"{place}: row {entry.get('id')!r}", entry) for place, entry in zip(places, entries, strict=True)]


def _row(place: str, entry: dict[str, Any]) -> PermissionRow:
    fields = {*_TEXTS, *_WORDS}
    unknown = set(entry) - fields
    if unknown:
        raise PolicyError(place, f"unknown field {sorted(unknown)[0]!r}", f"use only {', '.join(sorted(fields))}")
    for field in _TEXTS:
        _check_text(place, field, entry.get(field))
    if not _ID.fullmatch(entry["id"]):
        raise PolicyError(place, "the id is not usable", "use lower-case letters, digits and _")
    if entry["effect"] not in ("allow", "deny"):
        raise PolicyError(place, f"effect {entry['effect']!r} is unknown", 'write "allow" or "deny"')
    return PermissionRow(
        id=entry["id"],
        roles=_words(place, "roles", entry.get("roles")),
        actions=_words(place, "actions", entry.get("actions")),
        statuses=_words(place, "statuses", entry.get("statuses")),
        at=_words(place, "at", entry.get("at")),
        effect=entry["effect"],
        sentence=entry["sentence"],
        source=entry["source"],
        place=place,
    )


def _check_text(place: str, field: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise PolicyError(place, f"{field} is missing or empty", f"every row needs its {field}")
    if not value.isprintable():
        raise PolicyError(place, f"{field} holds a control character", "write plain text on one line")


def _words(place: str, field: str, value: object) -> tuple[str, ...]:
    known = _WORDS[field]
    if value == ANY:
        return known
    given = [value] if field == "at" and isinstance(value, str) else value
    if not isinstance(given, list) or not given:
        raise PolicyError(place, f"{field} is missing or not a list", f'write a list of words, or "{ANY}"')
    for word in given:
        if not isinstance(word, str) or word not in known:
            raise PolicyError(place, f"{field} knows no {word!r}", f"use {', '.join(known)}")
        if given.count(word) > 1:
            raise PolicyError(place, f"{field} names {word!r} twice", "write it once")
    return tuple(given)
