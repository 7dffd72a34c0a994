"""An entry of the record: a deed with its place in its council's chain, in the bytes that are hashed and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from gatekeeper.core.audit.canonical import instant_text, plain_bytes, read_plain
from gatekeeper.core.audit.commitment import FORMS, Form
from gatekeeper.core.audit.deed import Deed, State
from gatekeeper.core.audit.errors import EntryError

FORMAT: Final = "gatekeeper-entry/1"
_CHAIN: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LARGEST: Final = 10**15 - 1
_REMEDY: Final = "compare it with the copy in a backup or a replica; an entry is never edited"
_MEMBERS: Final = frozenset(
    (
        "after",
        "at",
        "before",
        "behalf_of",
        "chain",
        "commitment",
        "edition",
        "form",
        "format",
        "kind",
        "number",
        "person",
        "post",
        "previous",
        "refers_to",
        "subjects",
    )
)


def check_chain(chain: str) -> str:
    """The name of a chain, which is also the origin line of its checkpoints, such as ``council.example/record``.

    Small letters, digits, full stops, hyphens, underlines and single slashes, at most 200. Raises EntryError.
    """
    if len(chain) > 200 or not _CHAIN.fullmatch(chain):
        why = f"{chain[:80]!r} is no name of a chain"
        raise EntryError("chain", why, "write an address without its scheme, such as council.example/record")
    return chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deed at its place. ``previous`` is the leaf hash of the entry before it, None for entry 0.

    ``commitment`` and ``form`` seal the words that belong to it; both are None where there are none.
    Raises EntryError where they contradict each other or the deed refers to an entry that is not earlier.
    """

    chain: str
    number: int
    previous: bytes | None
    deed: Deed
    commitment: bytes | None = None
    form: Form | None = None

    def __post_init__(self) -> None:
        check_chain(self.chain)
        if not 0 <= self.number <= _LARGEST:
            raise EntryError("number", f"{self.number} is no place in a chain", "count the entries from 0")
        if (self.previous is None) != (self.number == 0):
            raise EntryError("previous", "every entry but the first, and only they, name the one before", _REMEDY)
        if (self.commitment is None) != (self.form is None):
            raise EntryError("commitment", "a seal on words and the words' form go together", _REMEDY)
        if self.deed.refers_to and self.deed.refers_to[-1] >= self.number:
            raise EntryError("refers_to", "an entry can refer only to earlier ones", "give the numbers of those")

    def content(self) -> dict[str, object]:
        """The members of the entry as JSON's types."""
        deed = self.deed
        return {
            "after": deed.after,
            "at": instant_text(deed.at),
            "before": deed.before,
            "behalf_of": deed.behalf_of,
            "chain": self.chain,
            "commitment": self.commitment.hex() if self.commitment else None,
            "edition": deed.edition,
            "form": self.form,
            "format": FORMAT,
            "kind": deed.kind,
            "number": self.number,
            "person": deed.person,
            "post": deed.post,
            "previous": self.previous.hex() if self.previous else None,
            "refers_to": deed.refers_to,
            "subjects": deed.subjects,
        }

    def body(self) -> bytes:
        """The bytes that are hashed and kept: canonical JSON."""
        return plain_bytes(self.content())


def read_entry(body: bytes) -> Entry:
    """The entry that these bytes are. Raises EntryError or CanonicalError where they are none, to the last byte."""
    content = read_plain(body)
    if not isinstance(content, dict) or content.keys() != _MEMBERS or content["format"] != FORMAT:
        raise EntryError("the entry", f"it has not the members of {FORMAT}", _REMEDY)
    return Entry(
        chain=_string(content, "chain"),
        number=_number("number", content["number"]),
        previous=_hash(content, "previous"),
        deed=_deed(content),
        commitment=_hash(content, "commitment"),
        form=_form(content["form"]),
    )


def _deed(content: Mapping[str, object]) -> Deed:
    return Deed(
        kind=_string(content, "kind"),
        at=_instant(_string(content, "at")),
        person=_string_or_none(content, "person"),
        post=_string_or_none(content, "post"),
        subjects=tuple(_string({"subjects": each}, "subjects") for each in _list(content, "subjects")),
        behalf_of=_string_or_none(content, "behalf_of"),
        before=_state(content, "before"),
        after=_state(content, "after"),
        edition=_string_or_none(content, "edition"),
        refers_to=tuple(_number("refers_to", each) for each in _list(content, "refers_to")),
    )


def _string(content: Mapping[str, object], name: str) -> str:
    value = content[name]
    if not isinstance(value, str):
        raise EntryError(name, "it is no text", _REMEDY)
    return value


def _string_or_none(content: Mapping[str, object], name: str) -> str | None:
    return None if content[name] is None else _string(content, name)


def _number(name: str, value: object) -> int:
    if type(value) is not int:
        raise EntryError(name, "it is no whole number", _REMEDY)
    return value


def _list(content: Mapping[str, object], name: str) -> list[object]:
    value = content[name]
    if not isinstance(value, list):
        raise EntryError(name, "it is no list", _REMEDY)
    return value


def _instant(text: str) -> datetime:
    if not _INSTANT.fullmatch(text):
        raise EntryError("at", "it is no instant in UTC with six digits of a second and Z", _REMEDY)
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise EntryError("at", "there is no such date or time", _REMEDY) from error


def _hash(content: Mapping[str, object], name: str) -> bytes | None:
    text = _string_or_none(content, name)
    if text is None:
        return None
    if not _HASH.fullmatch(text):
        raise EntryError(name, "it is no hash in 64 small hex digits", _REMEDY)
    return bytes.fromhex(text)


def _form(value: object) -> Form | None:
    if value is not None and value not in FORMS:
        raise EntryError("form", f"it is none of {', '.join(FORMS)}", _REMEDY)
    return cast("Form | None", value)


def _state(content: Mapping[str, object], name: str) -> State | None:
    value = content[name]
    if value is None:
        return None
    if not isinstance(value, dict) or any(isinstance(each, dict | list) for each in value.values()):
        raise EntryError(name, "it is no flat object", _REMEDY)
    return value
