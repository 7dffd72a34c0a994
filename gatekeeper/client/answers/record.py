"""What the operations on record give, as the description of the API says it."""

from __future__ import annotations

from typing import Any

from gatekeeper.client.operation import Given


class EntryShown(Given):
    """An entry of the record, without words."""

    number: int
    at: str
    kind: str
    person: str | None
    post: str | None
    behalf_of: str | None
    subjects: tuple[str, ...]
    refers_to: tuple[int, ...]
    has_words: bool


class LogPage(Given):
    """One page of the record. ``next`` is the cursor of the following page, null at the end."""

    entries: tuple[EntryShown, ...]
    next: str | None


class Verification(Given):
    """Whether the record holds, from its beginning or the last signed checkpoint. ``root`` is in hex digits."""

    intact: bool
    checked: int
    since: int
    root: str
    problem: str | None


class SignedShown(Given):
    """What is published of the record (docs/record-format.md): its list of keys, and the signed notes, smallest
    first.

    ``keys`` is null where no checkpoint was ever signed.
    """

    keys: dict[str, Any] | None
    checkpoints: tuple[str, ...]
