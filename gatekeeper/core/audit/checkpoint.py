"""Checkpoints (C2SP tlog-checkpoint): the whole record up to a size in three lines, signed, to leave the database.

Whoever keeps one can show years later that nothing before it was changed, removed, added or put in another order.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.audit.chain import ChainHead
from gatekeeper.core.audit.errors import NoteError
from gatekeeper.core.audit.keys import KeyRing, PublicKey, SigningKey, strict_base64
from gatekeeper.core.audit.merkle import HASH_SIZE
from gatekeeper.core.audit.notes import open_note, parse_note, sign_note

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,15}")
_WHAT: Final = "the checkpoint"
_REMEDY: Final = "take the checkpoint again from where it was published, as it stands there"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The name of the chain (its origin line), how many entries it held, and the root of its tree then."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode('ascii')}\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint of which at least one key that might sign it did, and those keys."""

    checkpoint: Checkpoint
    signers: tuple[PublicKey, ...]


def checkpoint_of(head: ChainHead) -> Checkpoint:
    """The checkpoint of a chain as it stands."""
    return Checkpoint(head.chain, head.size, head.frontier.root())


def sign_checkpoint(checkpoint: Checkpoint, keys: Sequence[SigningKey]) -> str:
    """The signed note. Raises NoteError where there is no key or one does not bear the chain's name.

    Never sign two checkpoints of one chain of which the later does not continue the earlier.
    """
    if not keys or any(key.name != checkpoint.origin for key in keys):
        why = f"only keys named {checkpoint.origin} may sign it, and at least one must"
        raise NoteError(_WHAT, why, "name the council's own signing key")
    return sign_note(checkpoint.text, keys)


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text; further lines are passed over. Raises NoteError where it is malformed."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise NoteError(_WHAT, "it has not three lines or more with none empty", _REMEDY)
    root = strict_base64(lines[2])
    if not _SIZE.fullmatch(lines[1]) or root is None or len(root) != HASH_SIZE:
        raise NoteError(_WHAT, "its second line is no size or its third no root in base64", _REMEDY)
    return Checkpoint(lines[0], int(lines[1]), root)


def verify_checkpoint(note: str, keys: KeyRing) -> SignedCheckpoint:
    """The checkpoint of a signed note. Raises NoteError unless a published key signed it that was then in use."""
    checkpoint = parse_checkpoint(parse_note(note).text)
    if checkpoint.origin != keys.chain:
        why = f"it is of the chain {checkpoint.origin[:80]!r}, and the published keys are of {keys.chain!r}"
        raise NoteError(_WHAT, why, "take the list of keys of the same council")
    _, signers = open_note(note, [each.key for each in keys.keys])
    in_use = [each.key for each in keys.keys if each.may_sign(checkpoint.size)]
    accepted = tuple(key for key in signers if key in in_use)
    if not accepted:
        why = f"the key {signers[0].id.hex()} that signed it was not in use at {checkpoint.size} entries"
        remedy = "treat it as signed with a stolen or retired key, and ask the council to account for it"
        raise NoteError(_WHAT, why, remedy)
    return SignedCheckpoint(checkpoint, accepted)
