"""The record of a council, in one place: to begin it, read it, prove it, erase words, and keep what goes with it."""

from __future__ import annotations

from gatekeeper.storage.record_keeping import (
    NoWordsToErase,
    end_key,
    erase_words,
    found_council,
    keep_checkpoint,
    keep_edition,
    publish_key,
)
from gatekeeper.storage.record_reading import (
    checkpoint_notes,
    edition,
    entries_about,
    entries_of,
    entries_of_person,
    head,
    kept_checkpoints,
    key_ring,
    nodes,
    stored_entries,
    words_of,
)
from gatekeeper.storage.record_rows import UnknownCouncil

__all__ = [
    "NoWordsToErase",
    "UnknownCouncil",
    "checkpoint_notes",
    "edition",
    "end_key",
    "entries_about",
    "entries_of",
    "entries_of_person",
    "erase_words",
    "found_council",
    "head",
    "keep_checkpoint",
    "keep_edition",
    "kept_checkpoints",
    "key_ring",
    "nodes",
    "publish_key",
    "stored_entries",
    "words_of",
]
