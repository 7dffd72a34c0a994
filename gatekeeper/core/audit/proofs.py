"""Building proofs: that an entry stands in the tree, and that one tree is another one with entries added at its end.

Both are lists of hashes in the order of RFC 6962 sections 2.1.1 and 2.1.2. They are built from the hashes of complete
subtrees, of which each proof needs about twice as many as the size has bits, however the store keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from gatekeeper.core.audit.errors import ProofError
from gatekeeper.core.audit.merkle import EMPTY_ROOT, node_hash

ReadNode = Callable[[int, int], bytes]
"""Gives the hash of the complete subtree of ``2**level`` leaves at ``index``: ``read(level, index)``."""


def nodes_of(leaf_hashes: Sequence[bytes]) -> ReadNode:
    """Read subtrees out of a list of leaf hashes, working out each one once."""

    @cache
    def read(level: int, index: int) -> bytes:
        if level == 0:
            return leaf_hashes[index]
        return node_hash(read(level - 1, 2 * index), read(level - 1, 2 * index + 1))

    return read


def tree_root(size: int, read: ReadNode) -> bytes:
    """The root of the first `size` leaves."""
    return _root(0, size, read) if size else EMPTY_ROOT


def inclusion_proof(number: int, size: int, read: ReadNode) -> tuple[bytes, ...]:
    """The path from leaf `number` (from 0) to the root of the first `size` leaves. Raises ProofError if not among them.

    This is PATH(m, D[n]) of RFC 6962.
    """
    if not 0 <= number < size:
        raise ProofError(f"entry {number}", f"it is not among the first {size} entries", "ask for a later checkpoint")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if number < middle:
            proof.append(_root(middle, end, read))
            end = middle
        else:
            proof.append(_root(start, middle, read))
            start = middle
    return tuple(reversed(proof))


def consistency_proof(old: int, new: int, read: ReadNode) -> tuple[bytes, ...]:
    """That the tree of `old` leaves is the beginning of the tree of `new` leaves. Raises ProofError if it cannot be.

    This is PROOF(m, D[n]) of RFC 6962; it is empty where `old` is 0 or equal to `new`.
    """
    if not 0 <= old <= new:
        raise ProofError(f"a tree of {old} entries", f"it is no beginning of one of {new}", "give the smaller first")
    if old in (0, new):
        return ()
    proof: list[bytes] = []
    start, end = 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_root(middle, end, read))
            end = middle
        else:
            proof.append(_root(start, middle, read))
            start = middle
    if start:
        proof.append(_root(start, end, read))
    return tuple(reversed(proof))


def _split(width: int) -> int:
    """The largest power of two smaller than `width`."""
    return 1 << (width - 1).bit_length() - 1


def _root(start: int, end: int, read: ReadNode) -> bytes:
    """The root of the leaves from `start` to before `end`; `start` is a multiple of a power of two >= the width."""
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return read(level, start >> level)
    middle = start + _split(width)
    return node_hash(_root(start, middle, read), _root(middle, end, read))
