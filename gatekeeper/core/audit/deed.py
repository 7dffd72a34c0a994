"""A deed to be entered in the record: what was done, when, by whom and in what post, and what it concerned.

It holds references and single tokens, never words: free text cannot be written into it by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from gatekeeper.core.audit.errors import EntryError

WORDS_ERASED: Final = "words:erased"
"""The kind of an entry that accounts for words that were destroyed; it refers to the entries whose words they were."""
KEY_ROTATED: Final = "key:rotated"
"""The kind of an entry that says which key signs from now on; before and after hold the keys' fingerprints."""

_KIND: Final = re.compile(r"[a-z][a-z0-9_]{0,59}:[a-z][a-z0-9_]{0,59}")
_REF: Final = re.compile(r"[a-z][a-z0-9_]{0,59}:[A-Za-z0-9][A-Za-z0-9._~-]{0,119}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_TOKEN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}")
_LARGEST: Final = 10**15 - 1
_MOST: Final = 10_000

StateValue = None | bool | int | str
State = Mapping[str, StateValue]
"""The state of the thing concerned, such as ``{"stage": "director", "status": "open"}``: tokens, no words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act or one reading. Raises EntryError where a part of it is not of its form.

    ``kind`` is like ``request:determined``; references are like ``person:17`` or ``request:01HX``. ``person`` is None
    where the system itself acted. ``behalf_of`` is the councillor for whom an assistant acted, or the post for which a
    deputy did. ``refers_to`` holds the numbers of earlier entries that this one corrects or accounts for.
    """

    kind: str
    at: datetime
    person: str | None
    post: str | None
    subjects: tuple[str, ...]
    behalf_of: str | None = None
    before: State | None = field(default=None, hash=False)
    after: State | None = field(default=None, hash=False)
    edition: str | None = None
    refers_to: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _check(_KIND, "kind", self.kind, "two words with a colon, such as request:determined")
        if self.at.tzinfo is None or self.at.utcoffset() is None:
            raise EntryError("at", "the time names no time zone", "give an instant with its zone")
        object.__setattr__(self, "at", self.at.astimezone(UTC))
        for name, ref in (("person", self.person), ("post", self.post), ("behalf_of", self.behalf_of)):
            if ref is not None:
                _check(_REF, name, ref, "a reference such as person:17")
        if self.edition is not None:
            _check(_DIGEST, "edition", self.edition, "the edition's SHA-256 in 64 small hex digits")
        self._check_lists()
        _check_state("before", self.before)
        _check_state("after", self.after)

    def _check_lists(self) -> None:
        if not self.subjects or len(self.subjects) > _MOST:
            why = f"it names {len(self.subjects)} things"
            raise EntryError("subjects", why, f"name from one to {_MOST}, and enter several deeds if need be")
        for subject in self.subjects:
            _check(_REF, "subjects", subject, "a reference such as request:01HX")
        if any(one >= two for one, two in zip(self.subjects, self.subjects[1:], strict=False)):
            raise EntryError("subjects", "they are not each once and in order", "sort them and leave out repetitions")
        if len(self.refers_to) > _MOST or any(
            one >= two for one, two in zip((-1, *self.refers_to), self.refers_to, strict=False)
        ):
            why = "the numbers are not each once, in order and from 0"
            raise EntryError("refers_to", why, f"sort them and give at most {_MOST}")


def _check(form: re.Pattern[str], name: str, value: str, remedy: str) -> None:
    if not form.fullmatch(value):
        raise EntryError(name, f"{value[:80]!r} has not the form of one", f"write {remedy}")


def _check_state(name: str, state: State | None) -> None:
    if len(state or {}) > _MOST:
        raise EntryError(name, f"it has more than {_MOST} members", "record the state of one thing")
    for member, value in (state or {}).items():
        if not _NAME.fullmatch(member):
            raise EntryError(name, f"{member[:80]!r} is no name of a part of a state", "write a word in small letters")
        if isinstance(value, str):
            _check(_TOKEN, f"{name}.{member}", value, "a single token; words belong into the words of the entry")
        elif isinstance(value, int) and not -_LARGEST <= value <= _LARGEST:
            raise EntryError(f"{name}.{member}", "the number has more than 15 digits", "write it as a token")
