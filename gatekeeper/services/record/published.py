"""What is published of a record, as people read it: every key that ever signed, and the signed checkpoints."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.core.audit import AuditError, KeyRing, verify_checkpoint
from gatekeeper.storage.councils import has_signing_key
from gatekeeper.storage.record import head, key_ring
from gatekeeper.storage.record_search import signed_at
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: its fingerprint, its text form, and the sizes of the record at which it may sign."""

    fingerprint: str
    text: str
    from_size: int
    to_size: int | None


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A signed checkpoint. ``signers`` are the fingerprints of the published keys whose signatures hold; none: broken.

    ``root`` is the root of the tree in base64, as the note has it.
    """

    size: int
    root: str
    at: datetime
    note: str
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What is published now: ``size`` is the number of entries; ``total`` that of the checkpoints, the latest first."""

    chain: str
    size: int
    keys: tuple[Key, ...]
    checkpoints: tuple[SignedNote, ...]
    total: int


def published(engine: Engine, council_id: str, start: int = 0, limit: int | None = None) -> Published:
    """The keys, and that portion of the checkpoints, each verified with the keys of the database."""
    with reading(engine) as session:
        now = head(session, council_id)
        if not has_signing_key(session, council_id):
            return Published(now.chain, now.size, (), (), 0)
        ring, notes = key_ring(session, council_id), signed_at(session, council_id)
    shown = notes[start:] if limit is None else notes[start : start + limit]
    keys = tuple(Key(each.key.fingerprint, str(each.key), each.from_size, each.to_size) for each in ring.keys)
    return Published(now.chain, now.size, keys, tuple(_note(*each, ring) for each in shown), len(notes))


def _note(note: str, at: datetime, ring: KeyRing) -> SignedNote:
    lines = note.split("\n")
    try:
        signed = verify_checkpoint(note, ring)
    except AuditError:
        size = int(lines[1]) if len(lines) > 1 and lines[1].isdecimal() else 0
        return SignedNote(size, "", at, note, ())
    root = base64.b64encode(signed.checkpoint.root).decode("ascii")
    return SignedNote(signed.checkpoint.size, root, at, note, tuple(each.fingerprint for each in signed.signers))
