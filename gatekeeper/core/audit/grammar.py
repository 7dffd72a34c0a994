"""The grammar of an entry: recognises its bytes in one pass, and takes out what verifying a chain needs.

It accepts exactly what ``read_entry`` accepts, at a fraction of the cost, because a whole chain is read through it.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from gatekeeper.core.audit.entry import FORMAT, check_chain
from gatekeeper.core.audit.errors import EntryError

_REF: Final = r'"[a-z][a-z0-9_]{0,59}:[A-Za-z0-9][A-Za-z0-9._~-]{0,119}"'
_HASH: Final = r'"[0-9a-f]{64}"'
_COUNT: Final = r"(?:0|[1-9][0-9]{0,14})"
_VALUE: Final = r'(?:null|true|false|0|-?[1-9][0-9]{0,14}|"[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}")'
_MEMBER: Final = rf'"[a-z][a-z0-9_]{{0,59}}":{_VALUE}'
_STATE: Final = rf"null|\{{(?:{_MEMBER}(?:,{_MEMBER})*+)?\}}"

GRAMMAR: Final[dict[str, str]] = {
    "after": _STATE,
    "at": r'"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"',
    "before": _STATE,
    "behalf_of": f"null|{_REF}",
    "chain": '"[a-z0-9._/-]{1,200}"',
    "commitment": f"null|{_HASH}",
    "edition": f"null|{_HASH}",
    "form": 'null|"text"|"decision"',
    "format": f'"{FORMAT}"',
    "kind": '"[a-z][a-z0-9_]{0,59}:[a-z][a-z0-9_]{0,59}"',
    "number": _COUNT,
    "person": f"null|{_REF}",
    "post": f"null|{_REF}",
    "previous": f"null|{_HASH}",
    "refers_to": rf"\[(?:{_COUNT}(?:,{_COUNT})*+)?\]",
    "subjects": rf"\[{_REF}(?:,{_REF})*+\]",
}
"""The form of each member, in the order in which they stand."""
_ENTRY: Final = re.compile(r"\{" + ",".join(f'"{name}":(?P<{name}>{form})' for name, form in GRAMMAR.items()) + r"\}")
_NAMES: Final = re.compile('"([a-z0-9_]+)":')
_MOST: Final = 10_000


class Scanned(NamedTuple):
    """What of an entry the verification of a chain needs; ``written`` holds each member as it is written."""

    chain: str
    number: int
    at: datetime
    kind: str
    previous: bytes | None
    commitment: bytes | None
    refers_to: tuple[int, ...]
    written: re.Match[str]

    def says(self, name: str, value: str | int | None) -> bool:
        """Whether the entry has a member of this name with this value, a text, whole number or nothing."""
        written = "null" if value is None else f'"{value}"' if isinstance(value, str) else str(value)
        return name in GRAMMAR and self.written[name] == written


def scan_entry(body: bytes) -> Scanned:
    """Recognise an entry. Raises EntryError where the bytes are none, exactly where ``read_entry`` refuses them."""
    found = _ENTRY.fullmatch(body.decode("ascii", errors="replace"))
    if found is None:
        raise _error("it does not follow the grammar of an entry")
    after, at, before, _, chain, commitment, _, form, _, kind, number, _, _, previous, refers_to, subjects = (
        found.groups()
    )
    _check_order(_NAMES.findall(after), "the members of a state")
    _check_order(_NAMES.findall(before), "the members of a state")
    _check_order(subjects[1:-1].split(","), "its subjects")
    scanned = Scanned(
        check_chain(chain[1:-1]),
        int(number),
        _instant(at[1:-1]),
        kind[1:-1],
        _hash(previous),
        _hash(commitment),
        tuple(map(int, refers_to[1:-1].split(","))) if len(refers_to) > 2 else (),
        found,
    )
    _check_whole(scanned, form)
    return scanned


def _check_order(listed: list[str], what: str) -> None:
    if len(listed) > 1 and (len(listed) > _MOST or listed != sorted(set(listed))):
        raise _error(f"{what} are not each once and in order, or too many")


def _hash(written: str) -> bytes | None:
    return None if written == "null" else bytes.fromhex(written[1:-1])


def _check_whole(entry: Scanned, form: str) -> None:
    if (entry.previous is None) != (entry.number == 0):
        raise _error("every entry but the first, and only they, name the one before")
    if (entry.commitment is None) != (form == "null"):
        raise _error("a seal on words and the words' form go together")
    earlier = entry.refers_to
    if earlier and (len(earlier) > _MOST or any(one >= two for one, two in pairwise((*earlier, entry.number)))):
        raise _error("what it refers to is not each once, in order and earlier")


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise _error("there is no such date or time") from error


def _error(why: str) -> EntryError:
    return EntryError("the entry", why, "compare it with the copy in a backup or a replica; an entry is never edited")
