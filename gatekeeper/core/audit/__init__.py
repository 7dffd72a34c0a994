"""The record that cannot be quietly changed: entries, their Merkle tree, signed checkpoints, and how to verify them."""

from __future__ import annotations

from gatekeeper.core.audit.bundle import BundleReport, make_bundle, verify_bundle
from gatekeeper.core.audit.canonical import canonical_bytes, canonical_text, instant_text, read_canonical, read_json
from gatekeeper.core.audit.chain import ChainHead, Sealed, read_head, seal
from gatekeeper.core.audit.checkpoint import (
    Checkpoint,
    SignedCheckpoint,
    checkpoint_of,
    parse_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
)
from gatekeeper.core.audit.commitment import KEY_SIZE, Words, commit, opens
from gatekeeper.core.audit.deed import KEY_ROTATED, WORDS_ERASED, Deed, State, StateValue
from gatekeeper.core.audit.entry import Entry, check_chain, read_entry
from gatekeeper.core.audit.errors import (
    AuditError,
    CanonicalError,
    EntryError,
    EvidenceError,
    NoteError,
    Problem,
    ProofError,
    PublishedKeyError,
)
from gatekeeper.core.audit.evidence import Proven, WordsState, evidence_item
from gatekeeper.core.audit.keys import KeyRing, PublicKey, PublishedKey, SigningKey, read_keys, read_public_key
from gatekeeper.core.audit.merkle import EMPTY_ROOT, Frontier, Node, leaf_hash, node_hash
from gatekeeper.core.audit.notes import open_note, parse_note, sign_note
from gatekeeper.core.audit.proof_checks import check_consistency, check_inclusion, root_from_inclusion
from gatekeeper.core.audit.proofs import ReadNode, consistency_proof, inclusion_proof, nodes_of, tree_root
from gatekeeper.core.audit.receipt import ReceiptReport, make_receipt, verify_receipt
from gatekeeper.core.audit.report import ChainProblem, ChainReport, Finding, KeptWords, StoredEntry
from gatekeeper.core.audit.verify import verify_chain

__all__ = [
    "EMPTY_ROOT",
    "KEY_ROTATED",
    "KEY_SIZE",
    "WORDS_ERASED",
    "AuditError",
    "BundleReport",
    "CanonicalError",
    "ChainHead",
    "ChainProblem",
    "ChainReport",
    "Checkpoint",
    "Deed",
    "Entry",
    "EntryError",
    "EvidenceError",
    "Finding",
    "Frontier",
    "KeptWords",
    "KeyRing",
    "Node",
    "NoteError",
    "Problem",
    "ProofError",
    "Proven",
    "PublicKey",
    "PublishedKey",
    "PublishedKeyError",
    "ReadNode",
    "ReceiptReport",
    "Sealed",
    "SignedCheckpoint",
    "SigningKey",
    "State",
    "StateValue",
    "StoredEntry",
    "Words",
    "WordsState",
    "canonical_bytes",
    "canonical_text",
    "check_chain",
    "check_consistency",
    "check_inclusion",
    "checkpoint_of",
    "commit",
    "consistency_proof",
    "evidence_item",
    "inclusion_proof",
    "instant_text",
    "leaf_hash",
    "make_bundle",
    "make_receipt",
    "node_hash",
    "nodes_of",
    "open_note",
    "opens",
    "parse_checkpoint",
    "parse_note",
    "read_canonical",
    "read_entry",
    "read_head",
    "read_json",
    "read_keys",
    "read_public_key",
    "root_from_inclusion",
    "seal",
    "sign_checkpoint",
    "sign_note",
    "tree_root",
    "verify_bundle",
    "verify_chain",
    "verify_checkpoint",
    "verify_receipt",
]
