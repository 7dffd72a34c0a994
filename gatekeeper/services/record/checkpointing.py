"""Signs what a council's record holds, and lets the signed checkpoint leave the database; and changes the signing key.

A checkpoint is only ever signed of a record that continues the last one kept outside: otherwise somebody rewrote it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from gatekeeper.core.audit import (
    KEY_ROTATED,
    Checkpoint,
    KeyRing,
    PublicKey,
    checkpoint_of,
    parse_checkpoint,
    parse_note,
    sign_checkpoint,
    tree_root,
    verify_checkpoint,
)
from gatekeeper.services.actor import SYSTEM, Actor
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.files import read_text
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.verifying import verify_from
from gatekeeper.storage.councils import has_signing_key
from gatekeeper.storage.record import checkpoint_notes, end_key, head, keep_checkpoint, key_ring, nodes, publish_key
from gatekeeper.storage.transaction import Transaction, reading, run, utc_now
from gatekeeper.storage.types import Engine, Session

KEY_PUBLISHED: Final = "key:published"
"""The kind of the entry by which a record's first signing key is published."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A checkpoint that has left: what it says, the signed note, where that lies, and whether it is new."""

    checkpoint: Checkpoint
    note: str
    path: Path
    new: bool


def published_keys(engine: Engine, council_id: str) -> KeyRing:
    """The list of keys to publish. Raises RecordRefused where there is none yet."""
    with reading(engine) as session:
        return _ring(session, council_id)


def take_checkpoint(
    engine: Engine, council_id: str, outside: Outside, keys: KeyFolder, *, clock: Callable[[], datetime] = utc_now
) -> Taken:
    """Verify what was added since the last checkpoint kept outside, sign the whole, and keep the note outside.

    The council's first checkpoint makes and publishes its key. Raises RecordRefused where the record does not continue
    what was signed before, or no key may be used; then nothing is signed.
    """
    _publish_first(engine, council_id, outside, keys, clock)
    with reading(engine) as session:
        ring = _ring(session, council_id)
        _check_ring(ring, outside, keys)
        checkpoint = _continued(session, council_id, outside)
    note = sign_checkpoint(checkpoint, [keys.load(_in_use(ring))])
    return _leave(engine, council_id, outside, ring, note, clock)


def rotate_key(
    engine: Engine,
    council_id: str,
    outside: Outside,
    keys: KeyFolder,
    *,
    actor: Actor = SYSTEM,
    clock: Callable[[], datetime] = utc_now,
) -> Taken:
    """Sign with a new key from now on: an entry says so, and a checkpoint that counts it is signed with both keys.

    Raises RecordRefused as ``take_checkpoint`` does.
    """
    take_checkpoint(engine, council_id, outside, keys, clock=clock)
    with reading(engine) as session:
        old = keys.load(_in_use(_ring(session, council_id)))
    new = keys.make(old.name)

    def work(tx: Transaction) -> tuple[str, KeyRing]:
        _continued(tx.session, council_id, outside)
        _enter_rotation(tx, old.public, new.public, actor)
        root = tree_root(tx.size, nodes(tx.session, council_id))
        return sign_checkpoint(Checkpoint(tx.chain, tx.size, root), [old, new]), _ring(tx.session, council_id)

    note, ring = run(engine, council_id, work, clock=clock)
    return _leave(engine, council_id, outside, ring, note, clock)


def _enter_rotation(tx: Transaction, old: PublicKey, new: PublicKey, actor: Actor) -> None:
    tx.enter(
        KEY_ROTATED,
        (f"key:{old.fingerprint}", f"key:{new.fingerprint}"),
        person=actor.person_ref,
        post=actor.post_ref,
        before={"key": old.fingerprint},
        after={"key": new.fingerprint},
    )
    end_key(tx, old, tx.size)
    publish_key(tx, new, tx.size)


def _publish_first(
    engine: Engine, council_id: str, outside: Outside, keys: KeyFolder, clock: Callable[[], datetime]
) -> None:
    with reading(engine) as session:
        if has_signing_key(session, council_id):
            return
        chain = head(session, council_id).chain
    if outside.keys() is not None:
        why = "it publishes no key, though keys and checkpoints of this council are kept outside"
        raise RecordRefused("The database", why, "restore it from a backup; sign nothing before")
    key = keys.unpublished(chain).public

    def work(tx: Transaction) -> None:
        if not has_signing_key(tx.session, council_id):
            after = {"key": key.fingerprint}
            tx.enter(KEY_PUBLISHED, (f"key:{key.fingerprint}",), person=None, post=None, after=after)
            publish_key(tx, key, 0)

    run(engine, council_id, work, clock=clock)


def _ring(session: Session, council_id: str) -> KeyRing:
    if not has_signing_key(session, council_id):
        raise RecordRefused("The published keys", "there is none yet", "take a first checkpoint: it makes the key")
    return key_ring(session, council_id)


def _in_use(ring: KeyRing) -> PublicKey:
    """The one key that signs now."""
    found = [each.key for each in ring.keys if each.to_size is None]
    if len(found) != 1:
        why = f"{len(found)} are in use, and it must be one"
        raise RecordRefused("The published keys", why, "find out who changed them, and restore them from a backup")
    return found[0]


def _check_ring(ring: KeyRing, outside: Outside, keys: KeyFolder) -> None:
    """A key that was never published outside and that is not ours was put into the database by somebody else."""
    outside.check_continued(ring)
    known = outside.keys()
    left = {each.key for each in known.keys} if known else set()
    for each in ring.keys:
        if each.key not in left and not keys.holds(each.key):
            why = "the database publishes it, and it is neither in the folder of keys nor kept outside"
            remedy = "find out who could write to the database; if the key is yours, put it back into its folder"
            raise RecordRefused(f"The signing key {each.key.id.hex()}", why, remedy)


def _continued(session: Session, council_id: str, outside: Outside) -> Checkpoint:
    """The checkpoint of the record as it stands, once it is found to continue the last one kept outside."""
    last = outside.latest()
    found = verify_from(session, council_id, last)
    problem = found.report.problem
    if problem is not None:
        found_wrong = problem.problem
        raise RecordRefused(f"Nothing was signed. {found_wrong.what}", found_wrong.why, found_wrong.remedy)
    return checkpoint_of(found.report.head)


def _leave(
    engine: Engine, council_id: str, outside: Outside, ring: KeyRing, note: str, clock: Callable[[], datetime]
) -> Taken:
    """Keep the note outside first: what is only in the database proves nothing."""
    signed = verify_checkpoint(note, ring)
    size = signed.checkpoint.size
    outside.keep_keys(ring)
    path = outside.path(size)
    if path.exists() and verify_checkpoint(read_text(path), ring).checkpoint == signed.checkpoint:
        note = read_text(path)
    new = outside.keep_note(size, note)

    def copy(tx: Transaction) -> None:
        if size not in {
            parse_checkpoint(parse_note(each).text).size for each in checkpoint_notes(tx.session, council_id)
        }:
            keep_checkpoint(tx, signed, note)

    run(engine, council_id, copy, clock=clock)
    return Taken(signed.checkpoint, note, path, new)
