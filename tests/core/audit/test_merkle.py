"""The Merkle tree of RFC 6962: the roots and proofs that are published for eight leaves, and a plain reference."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.audit import (
    EMPTY_ROOT,
    Frontier,
    Node,
    ProofError,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    nodes_of,
    tree_root,
)

LEAVES = [
    bytes.fromhex(each)
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    bytes.fromhex(each)
    for each in (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
"""The leaves and the roots of the trees of one to eight of them, as published with the certificate transparency log."""
INCLUSION = {
    (0, 1): (),
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
CONSISTENCY = {
    (1, 1): (),
    (1, 8): INCLUSION[0, 8],
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
    (6, 7): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
}
HASHES = [leaf_hash(each) for each in LEAVES]


def reference_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0]).digest() if leaves else sha256(b"").digest()
    middle = max(1 << power for power in range(20) if 1 << power < len(leaves))
    return sha256(b"\x01" + reference_root(leaves[:middle]) + reference_root(leaves[middle:])).digest()


def reference_path(number: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, word for word."""
    if len(leaves) < 2:
        return []
    middle = max(1 << power for power in range(20) if 1 << power < len(leaves))
    if number < middle:
        return [*reference_path(number, leaves[:middle]), reference_root(leaves[middle:])]
    return [*reference_path(number - middle, leaves[middle:]), reference_root(leaves[:middle])]


def reference_subproof(old: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, word for word."""
    if old == len(leaves):
        return [] if whole else [reference_root(leaves)]
    middle = max(1 << power for power in range(20) if 1 << power < len(leaves))
    if old <= middle:
        return [*reference_subproof(old, leaves[:middle], whole), reference_root(leaves[middle:])]
    return [*reference_subproof(old - middle, leaves[middle:], False), reference_root(leaves[:middle])]


def frontier_of(hashes: list[bytes]) -> Frontier:
    frontier = Frontier()
    for each in hashes:
        frontier = frontier.append(each)
    return frontier


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int) -> None:
    assert frontier_of(HASHES[:size]).root() == ROOTS[size - 1]
    assert tree_root(size, nodes_of(HASHES)) == ROOTS[size - 1]


def test_the_root_of_no_leaves_is_the_hash_of_nothing() -> None:
    assert Frontier().root() == tree_root(0, nodes_of([])) == EMPTY_ROOT == reference_root([])


@pytest.mark.parametrize(("number", "size"), INCLUSION)
def test_the_published_inclusion_proofs_come_out_and_hold(number: int, size: int) -> None:
    proof = inclusion_proof(number, size, nodes_of(HASHES))
    assert [each.hex() for each in proof] == list(INCLUSION[number, size])
    check_inclusion(HASHES[number], number, size, proof, ROOTS[size - 1])


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_the_published_consistency_proofs_come_out_and_hold(old: int, new: int) -> None:
    proof = consistency_proof(old, new, nodes_of(HASHES))
    assert [each.hex() for each in proof] == list(CONSISTENCY[old, new])
    check_consistency(old, new, ROOTS[old - 1], ROOTS[new - 1], proof)


MANY = [b"leaf %d" % number for number in range(70)]
MANY_HASHES = [leaf_hash(each) for each in MANY]


def test_roots_and_proofs_equal_a_plain_reference_at_every_size() -> None:
    read = nodes_of(MANY_HASHES)
    for size in range(1, len(MANY) + 1):
        root = reference_root(MANY[:size])
        assert frontier_of(MANY_HASHES[:size]).root() == root
        for number in (0, size // 3, size // 2, size - 1):
            proof = inclusion_proof(number, size, read)
            assert list(proof) == reference_path(number, MANY[:size])
            check_inclusion(MANY_HASHES[number], number, size, proof, root)


def test_every_tree_continues_every_smaller_one_and_the_proof_equals_a_plain_reference() -> None:
    read = nodes_of(MANY_HASHES)
    roots = [tree_root(size, read) for size in range(41)]
    for new in range(41):
        for old in range(new + 1):
            proof = consistency_proof(old, new, read)
            check_consistency(old, new, roots[old], roots[new], proof)
            if old:
                assert list(proof) == reference_subproof(old, MANY[:new], True)


@given(st.integers(1, 70), st.data())
def test_an_inclusion_proof_holds_for_nothing_else(size: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, size - 1))
    proof = list(inclusion_proof(number, size, nodes_of(MANY_HASHES)))
    root, other = tree_root(size, nodes_of(MANY_HASHES)), leaf_hash(b"another")
    wrong = [
        (other, number, size, proof, root),
        (MANY_HASHES[number], number, size, proof, other),
        (MANY_HASHES[number], number, size, [*proof, other], root),
        (MANY_HASHES[number], size, size, proof, root),
        (MANY_HASHES[number], number, 0, proof, root),
        (MANY_HASHES[number], number, size, [*proof, b"short"], root),
    ]
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        bit = data.draw(st.integers(0, 255))
        wrong.append(
            (MANY_HASHES[number], number, size, [*proof[:place], flip(proof[place], bit), *proof[place + 1 :]], root)
        )
        wrong.append((MANY_HASHES[number], number, size, proof[:-1], root))
        wrong.append((MANY_HASHES[number], number ^ 1, size, proof, root))
    for leaf, at, of, path, to in wrong:
        with pytest.raises(ProofError, match="What to do: "):
            check_inclusion(leaf, at, of, path, to)


@given(st.integers(1, 69), st.data())
def test_r096_a_consistency_proof_holds_for_no_other_history(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old + 1, 70))
    read, other = nodes_of(MANY_HASHES), leaf_hash(b"another")
    proof, first, last = list(consistency_proof(old, new, read)), tree_root(old, read), tree_root(new, read)
    place, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    wrong = [
        (old, new, other, last, proof),
        (old, new, first, other, proof),
        (old, new, last, first, proof),
        (new, old, last, first, proof),
        (old, new, first, last, proof[:-1]),
        (old, new, first, last, [*proof, other]),
        (old, new, first, last, []),
        (old, old, first, last, []),
        (old, new, first, last, [*proof[:place], flip(proof[place], bit), *proof[place + 1 :]]),
    ]
    for smaller, larger, one, two, path in wrong:
        with pytest.raises(ProofError, match="What to do: "):
            check_consistency(smaller, larger, one, two, path)


def flip(data: bytes, bit: int) -> bytes:
    """The data with one bit turned."""
    return (int.from_bytes(data, "big") ^ (1 << bit)).to_bytes(len(data), "big")


@pytest.mark.parametrize(
    ("old", "new", "roots", "proof"),
    [
        (0, 0, (EMPTY_ROOT, ROOTS[0]), []),
        (0, 0, (ROOTS[0], ROOTS[0]), []),
        (0, 3, (ROOTS[0], ROOTS[2]), []),
        (0, 3, (EMPTY_ROOT, ROOTS[2]), [ROOTS[0]]),
        (2, 2, (ROOTS[1], ROOTS[1]), [ROOTS[0]]),
    ],
)
def test_where_there_is_nothing_to_prove_the_roots_must_still_be_right(
    old: int, new: int, roots: tuple[bytes, bytes], proof: list[bytes]
) -> None:
    with pytest.raises(ProofError):
        check_consistency(old, new, *roots, proof)


def test_a_leaf_is_never_taken_for_a_pair_of_hashes() -> None:
    pair = HASHES[0] + HASHES[1]
    assert leaf_hash(pair) != ROOTS[1]
    with pytest.raises(ProofError):
        check_inclusion(leaf_hash(pair), 0, 1, [], ROOTS[1])


@given(st.integers(0, 69))
def test_the_subtrees_that_each_leaf_completes_are_all_that_proofs_need(size: int) -> None:
    kept: dict[tuple[int, int], bytes] = {}
    frontier = Frontier()
    for each in MANY_HASHES[: size + 1]:
        kept.update({(node.level, node.index): node.hash for node in frontier.completed_by(each)})
        frontier = frontier.append(each)
    read = nodes_of(MANY_HASHES)
    assert all(kept[place] == read(*place) for place in kept)

    def from_store(level: int, index: int) -> bytes:
        return kept[level, index]

    assert inclusion_proof(size // 2, size + 1, from_store) == inclusion_proof(size // 2, size + 1, read)
    assert consistency_proof(size // 2, size + 1, from_store) == consistency_proof(size // 2, size + 1, read)


def test_the_first_leaves_complete_these_subtrees() -> None:
    assert list(Frontier().completed_by(HASHES[0])) == [Node(0, 0, HASHES[0])]
    three = frontier_of(HASHES[:3])
    assert [(node.level, node.index) for node in three.completed_by(HASHES[3])] == [(0, 3), (1, 1), (2, 0)]


@pytest.mark.parametrize(
    ("size", "hashes"), [(1, ()), (0, (EMPTY_ROOT,)), (3, (EMPTY_ROOT,)), (1, (b"short",)), (-1, (EMPTY_ROOT,))]
)
def test_a_frontier_that_cannot_be_is_refused(size: int, hashes: tuple[bytes, ...]) -> None:
    with pytest.raises(ProofError, match="frontier"):
        Frontier(size, hashes)


def test_a_proof_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(ProofError, match="not among"):
        inclusion_proof(3, 3, nodes_of(HASHES))
    with pytest.raises(ProofError, match="no beginning"):
        consistency_proof(4, 3, nodes_of(HASHES))
