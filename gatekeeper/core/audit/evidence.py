"""One entry as evidence outside the database: its bytes, its proof and, where they may be shown, its words and key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from gatekeeper.core.audit.checkpoint import Checkpoint
from gatekeeper.core.audit.commitment import KEY_SIZE, Words, opens
from gatekeeper.core.audit.entry import Entry, read_entry
from gatekeeper.core.audit.errors import EvidenceError
from gatekeeper.core.audit.merkle import HASH_SIZE, leaf_hash
from gatekeeper.core.audit.proof_checks import check_inclusion

_REMEDY: Final = "ask for it again, and do not edit what you keep"


class WordsState(StrEnum):
    """How it stands with the words of an entry: none belong to it, shown and right, erased, or not shown to you."""

    NONE = "none"
    OPENED = "opened"
    ERASED = "erased"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Proven:
    """An entry that a checkpoint vouches for, and its words where they were shown."""

    entry: Entry
    words: WordsState
    text: str | None = field(default=None, repr=False)


def evidence_item(
    body: bytes, proof: Sequence[bytes], words: Words | WordsState = WordsState.NONE
) -> dict[str, object]:
    """An entry as evidence, as JSON's types. `words` are the words themselves, or why they are not there."""
    if isinstance(words, Words):
        shown: object = {"key": words.key.hex(), "text": words.text}
    else:
        shown = None if words is WordsState.NONE else words.value
    return {"entry": body.decode("utf-8"), "proof": [each.hex() for each in proof], "words": shown}


def check_item(item: Mapping[str, object], checkpoint: Checkpoint) -> Proven:
    """Check an entry against a verified checkpoint. Raises AuditError at the first thing that does not hold."""
    text = member_text(item, "entry")
    body = text.encode("utf-8", errors="surrogatepass")
    entry = read_entry(body)
    if entry.chain != checkpoint.origin:
        why = f"it is of the chain {entry.chain}, and the checkpoint is of {checkpoint.origin}"
        raise EvidenceError(f"entry {entry.number}", why, "ask the council that made the entry for its checkpoint")
    check_inclusion(leaf_hash(body), entry.number, checkpoint.size, _hashes(item), checkpoint.root)
    return _with_words(entry, item["words"])


def check_members(what: str, data: object, members: frozenset[str]) -> dict[str, object]:
    """The object, which must have exactly these members. Raises EvidenceError."""
    if not isinstance(data, dict) or data.keys() != members:
        raise EvidenceError(what, f"it must hold exactly {', '.join(sorted(members))}", _REMEDY)
    return data


def member_text(data: Mapping[str, object], name: str) -> str:
    """A member that is a text. Raises EvidenceError where it is none."""
    value = data[name]
    if not isinstance(value, str):
        raise EvidenceError(name, "it is no text", _REMEDY)
    return value


def member_list(data: Mapping[str, object], name: str) -> list[object]:
    """A member that is a list. Raises EvidenceError where it is none."""
    value = data[name]
    if not isinstance(value, list):
        raise EvidenceError(name, "it is no list", _REMEDY)
    return value


def _hashes(item: Mapping[str, object]) -> list[bytes]:
    return [_hex("proof", each, HASH_SIZE) for each in member_list(item, "proof")]


def _with_words(entry: Entry, words: object) -> Proven:
    what = f"the words of entry {entry.number}"
    if entry.commitment is None:
        if words is not None:
            raise EvidenceError(what, "no words were sealed with it, yet some are shown", _REMEDY)
        return Proven(entry, WordsState.NONE)
    if words in (WordsState.ERASED.value, WordsState.WITHHELD.value):
        return Proven(entry, WordsState(str(words)))
    shown = check_members(what, words, frozenset(("key", "text")))
    text = member_text(shown, "text")
    if not opens(entry.commitment, _hex("key", shown["key"], KEY_SIZE), text):
        why = "they are not the words that were sealed, or the key is another one"
        raise EvidenceError(what, why, "compare them with other copies, and ask the council to account for it")
    return Proven(entry, WordsState.OPENED, text)


def _hex(what: str, value: object, size: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * size or set(value) - set("0123456789abcdef"):
        raise EvidenceError(what, f"it is not {size} bytes in small hex digits", _REMEDY)
    return bytes.fromhex(value)
