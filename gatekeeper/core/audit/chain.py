"""A council's chain: sealing one deed after another, with only its head to be remembered in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gatekeeper.core.audit.canonical import instant_text
from gatekeeper.core.audit.commitment import Words
from gatekeeper.core.audit.deed import Deed
from gatekeeper.core.audit.entry import Entry, check_chain
from gatekeeper.core.audit.errors import AuditError, EntryError
from gatekeeper.core.audit.merkle import Frontier, Node, leaf_hash

_NO_ENTRIES: Final = Frontier()
_HEAD: Final = "the head of the chain"
_REMEDY: Final = "verify the chain from its start and keep the head that results"


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Where a chain stands: the tree so far, and the last entry's time and leaf hash (None in an empty chain)."""

    chain: str
    frontier: Frontier = _NO_ENTRIES
    last_at: datetime | None = None
    last_hash: bytes | None = None

    def __post_init__(self) -> None:
        check_chain(self.chain)
        if (self.last_at is None) != (self.size == 0) or (self.last_hash is None) != (self.size == 0):
            raise EntryError(_HEAD, "only an empty chain has no last entry", _REMEDY)

    @property
    def size(self) -> int:
        """How many entries there are, which is the number of the next one."""
        return self.frontier.size

    def after(self, at: datetime, leaf: bytes) -> ChainHead:
        """The head after one more entry."""
        return ChainHead(self.chain, self.frontier.append(leaf), at, leaf)

    def as_data(self) -> dict[str, object]:
        """The head as JSON's types, for the one row per chain that is locked while an entry is added."""
        return {
            "chain": self.chain,
            "size": self.size,
            "frontier": [each.hex() for each in self.frontier.hashes],
            "last_at": instant_text(self.last_at) if self.last_at else None,
            "last_hash": self.last_hash.hex() if self.last_hash else None,
        }


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing yields: the entry, its bytes and leaf hash, the subtrees it completes, and the chain's new head."""

    entry: Entry
    body: bytes
    leaf_hash: bytes
    nodes: tuple[Node, ...]
    head: ChainHead


def seal(head: ChainHead, deed: Deed, words: Words | None = None) -> Sealed:
    """Enter a deed at the end of a chain. Raises EntryError where it is dated before the entry that it follows.

    Pure: the same arguments give the same bytes. Store all of what it returns in the transaction of the deed itself.
    """
    if head.last_at is not None and deed.at < head.last_at:
        why = f"{instant_text(deed.at)} is before the entry that it follows, {instant_text(head.last_at)}"
        raise EntryError("at", why, "give the later of the clock and the last entry's time; no entry is back-dated")
    entry = Entry(
        chain=head.chain,
        number=head.size,
        previous=head.last_hash,
        deed=deed,
        commitment=words.commitment if words else None,
        form=words.form if words else None,
    )
    body = entry.body()
    leaf = leaf_hash(body)
    return Sealed(entry, body, leaf, tuple(head.frontier.completed_by(leaf)), head.after(deed.at, leaf))


def read_head(data: object) -> ChainHead:
    """The head that ``as_data`` gave. Raises EntryError where it is not of that form."""
    try:
        return _read_head(data)
    except AuditError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise EntryError(_HEAD, "it has not the members that a head has", _REMEDY) from error


def _read_head(data: object) -> ChainHead:
    if not isinstance(data, dict) or type(data["size"]) is not int:
        raise TypeError
    last_at, last_hash = data["last_at"], data["last_hash"]
    return ChainHead(
        data["chain"],
        Frontier(data["size"], tuple(bytes.fromhex(each) for each in data["frontier"])),
        datetime.fromisoformat(last_at) if last_at else None,
        bytes.fromhex(last_hash) if last_hash else None,
    )
