"""The Merkle tree of RFC 6962: one hash that stands for every entry so far, kept in as few hashes as a number has bits.

A leaf is hashed with the byte 0x00 before it and a pair of hashes with 0x01, so that neither passes for the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from gatekeeper.core.audit.errors import ProofError

HASH_SIZE: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()
"""The root of a tree without leaves (RFC 6962 section 2.1)."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf: SHA-256 of 0x00 and the data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees: SHA-256 of 0x01, the left hash and the right hash."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Node:
    """A complete subtree: ``2**level`` leaves, the first of them at ``index * 2**level``."""

    level: int
    index: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed to go on: the number of leaves and the roots of the complete subtrees, the largest first.

    Raises ProofError where the hashes are not as many as the size has bits set, or not 32 bytes long.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count() or not {*map(len, self.hashes)} <= {HASH_SIZE}:
            why = f"it must hold one hash of {HASH_SIZE} bytes for each bit set in its size, {self.size}"
            raise ProofError("the frontier of the tree", why, "verify the chain from its start and keep what results")

    def append(self, leaf: bytes) -> Frontier:
        """The frontier after one more leaf, given by its leaf hash."""
        hashes, node, size = list(self.hashes), leaf, self.size
        while size & 1:
            node = node_hash(hashes.pop(), node)
            size >>= 1
        hashes.append(node)
        return Frontier(self.size + 1, tuple(hashes))

    def completed_by(self, leaf: bytes) -> Iterator[Node]:
        """The subtrees that one more leaf completes, the leaf itself first: what a store keeps to build proofs from."""
        node, size, level = leaf, self.size, 0
        yield Node(0, size, node)
        for left in reversed(self.hashes):
            if not size & 1:
                return
            node, size, level = node_hash(left, node), size >> 1, level + 1
            yield Node(level, size, node)

    def root(self) -> bytes:
        """The RFC 6962 root of the tree so far."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root
