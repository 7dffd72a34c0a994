"""Checking proofs: what anybody can do who holds an entry, a proof and a checkpoint, without the database.

The steps are those of RFC 9162 sections 2.1.3.2 and 2.1.4.2, which hold for trees of RFC 6962 as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from hmac import compare_digest
from typing import Final

from gatekeeper.core.audit.errors import ProofError
from gatekeeper.core.audit.merkle import EMPTY_ROOT, HASH_SIZE, node_hash

_INCLUSION: Final = "the proof that the entry stands in the record"
_CONSISTENCY: Final = "the proof that the later record continues the earlier one"


def root_from_inclusion(leaf: bytes, number: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root to which a leaf hash and its path lead. Raises ProofError where the path has the wrong form."""
    if not 0 <= number < size:
        why = f"entry {number} is not among the first {size} entries"
        raise ProofError(_INCLUSION, why, "ask for a proof against a later checkpoint")
    _check_hashes(_INCLUSION, (leaf, *proof))
    node, last, root = number, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError(_INCLUSION, "it holds more hashes than such a tree is high", "ask for the proof again")
        if node & 1 or node == last:
            root = node_hash(sibling, root)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError(_INCLUSION, "it holds fewer hashes than such a tree needs", "ask for the proof again")
    return root


def check_inclusion(leaf: bytes, number: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Check that the leaf stands at `number` in the tree of that size and root. Raises ProofError where it does not."""
    if not compare_digest(root_from_inclusion(leaf, number, size, proof), root):
        why = "the entry and the proof lead to another root, so the entry, its number or the record is not the same"
        raise ProofError(_INCLUSION, why, "compare the entry with other copies, and ask the council to account for it")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Check that the tree of `new` leaves begins with the tree of `old` leaves. Raises ProofError where it does not."""
    _check_hashes(_CONSISTENCY, (old_root, new_root, *proof))
    if not 0 <= old <= new:
        why = f"a record of {new} entries cannot continue one of {old}"
        raise ProofError(_CONSISTENCY, why, "find out who removed entries, or give the smaller record first")
    if old in (0, new):
        _check_trivial(old, new, (old_root, new_root), proof)
        return
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        raise ProofError(_CONSISTENCY, "it is empty", "ask for the proof again")
    if not _leads_to(old, new, (old_root, new_root), path):
        why = "the earlier record is not the beginning of the later one, so one history was shown and another is kept"
        raise ProofError(_CONSISTENCY, why, "keep both signed checkpoints: together they prove it")


def _leads_to(old: int, new: int, roots: tuple[bytes, bytes], path: Sequence[bytes]) -> bool:
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_found = new_found = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_found, new_found = node_hash(sibling, old_found), node_hash(sibling, new_found)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            new_found = node_hash(new_found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and compare_digest(old_found, roots[0]) and compare_digest(new_found, roots[1])


def _check_trivial(old: int, new: int, roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> None:
    same = roots[0] == (roots[1] if old == new else EMPTY_ROOT)
    if old == new == 0:
        same = same and roots[0] == EMPTY_ROOT
    if proof:
        raise ProofError(_CONSISTENCY, "there is nothing to prove, yet it holds hashes", "ask for the proof again")
    if not same:
        why = f"two records of the same {old} entries have different roots, so two histories were signed"
        raise ProofError(_CONSISTENCY, why, "keep both signed checkpoints: together they prove it")


def _check_hashes(what: str, hashes: Sequence[bytes]) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise ProofError(what, f"each hash in it must be {HASH_SIZE} bytes", "ask for the proof again")
