"""What is done to a record beside entering deeds: it is begun, words are erased, rules and checkpoints are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import Engine, delete, insert, text, update
from sqlmodel import Session

from gatekeeper.core.audit import WORDS_ERASED, PublicKey, SignedCheckpoint, check_chain
from gatekeeper.storage import tables
from gatekeeper.storage.driver import Question, connection_of
from gatekeeper.storage.locks import one_writer
from gatekeeper.storage.record_reading import words_of
from gatekeeper.storage.record_rows import table_of
from gatekeeper.storage.transaction import Transaction, utc_now

_WORDS: Final = table_of(tables.EntryWords)
_KEY: Final = table_of(tables.SigningKeyRow)
_CHECKPOINT: Final = table_of(tables.KeptCheckpoint)
_THERE: Final = Question(text("SELECT 1 FROM edition WHERE digest = :digest"))
_ONCE: Final = text("INSERT INTO edition (digest, canonical) VALUES (:digest, :canonical) ON CONFLICT DO NOTHING")


class NoWordsToErase(LookupError):
    """An entry of these numbers has no words, or they were erased before."""


def found_council(
    engine: Engine, slug: str, *, chain: str | None = None, clock: Callable[[], datetime] = utc_now
) -> str:
    """Set up a council with an empty record, and give its id.

    `chain` is the name of its chain for ever; without one it is ``<slug>.gatekeeper/record``. Raises EntryError where
    that is no name of a chain, IntegrityError where the slug or the chain is taken.
    """
    name = check_chain(chain or f"{slug}.gatekeeper/record")
    with one_writer(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        council = tables.Council(slug=slug, created_at=clock())
        session.add(council)
        session.flush()
        session.add(tables.ChainHead(council_id=council.id, chain=name))
        return council.id


def erase_words(
    tx: Transaction, numbers: Iterable[int], *, person: str | None, post: str | None, subjects: Iterable[str] = ()
) -> int:
    """Destroy the words of entries and their keys, and enter that it was done; gives the number of that entry.

    It concerns ``entry:<number>`` for each, and `subjects`. Raises NoWordsToErase, before any is erased.
    """
    wanted = sorted(set(numbers))
    without = sorted(set(wanted) - words_of(tx.session, tx.council_id, wanted).keys())
    if without or not wanted:
        listed = ", ".join(map(str, without)) or "none were named"
        raise NoWordsToErase(f"Entries without words to erase: {listed}. Name only entries that still have words.")
    concerned = [*subjects, *(f"entry:{number}" for number in wanted)]
    told = tx.enter(WORDS_ERASED, concerned, person=person, post=post, refers_to=wanted)
    gone = delete(_WORDS).where(_WORDS.c.council_id == tx.council_id, _WORDS.c.number.in_(wanted))
    tx.session.connection().execute(gone)
    return told


def keep_edition(tx: Transaction, digest: str, canonical: str) -> None:
    """Keep the canonical text of the rules in force, once. Raises ValueError where `digest` is not its SHA-256."""
    if _THERE.value(connection_of(tx.session), {"digest": digest}):
        return
    if sha256(canonical.encode("utf-8")).hexdigest() != digest:
        raise ValueError(f"The text of the rules has not the digest {digest}. Give the text that was digested.")
    tx.session.connection().execute(_ONCE, {"digest": digest, "canonical": canonical})


def keep_checkpoint(tx: Transaction, signed: SignedCheckpoint, note: str) -> None:
    """Keep a copy of a signed checkpoint that has left the database. Raises ValueError where it is of another chain."""
    if signed.checkpoint.origin != tx.chain:
        raise ValueError(f"The checkpoint is of {signed.checkpoint.origin}, not of {tx.chain}. Keep it with its own.")
    row = {"council_id": tx.council_id, "size": signed.checkpoint.size, "note": note, "at": tx.now}
    tx.session.connection().execute(insert(_CHECKPOINT), row)


def publish_key(tx: Transaction, key: PublicKey, from_size: int) -> None:
    """Publish a key that signs from that size of the record on. Raises ValueError where it bears another name."""
    if key.name != tx.chain:
        raise ValueError(f"The key bears the name {key.name}, not {tx.chain}. Make a key with the chain's name.")
    row = {"council_id": tx.council_id, "key": str(key), "from_size": from_size}
    tx.session.connection().execute(insert(_KEY), row)


def end_key(tx: Transaction, key: PublicKey, to_size: int) -> None:
    """Say that a key signs no record larger than `to_size`. Raises LookupError where it was never published."""
    one = update(_KEY).where(_KEY.c.council_id == tx.council_id, _KEY.c.key == str(key))
    if tx.session.connection().execute(one.values(to_size=to_size)).rowcount != 1:
        raise LookupError(f"The key {key} was never published. Publish it before its end is set.")
