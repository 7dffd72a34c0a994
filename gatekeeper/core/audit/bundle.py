"""A case's evidence bundle: every entry about it, the words, the rules that decided and the proof, for use offline.

It proves what it holds. That nothing about the case was left out it cannot prove: that takes the whole chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from gatekeeper.core.audit.canonical import read_json
from gatekeeper.core.audit.checkpoint import Checkpoint, SignedCheckpoint, verify_checkpoint
from gatekeeper.core.audit.errors import AuditError, EvidenceError, Problem
from gatekeeper.core.audit.evidence import Proven, WordsState, check_item, check_members, member_list, member_text
from gatekeeper.core.audit.keys import KeyRing

FORMAT: Final = "gatekeeper-bundle/1"
_MEMBERS: Final = frozenset(("format", "subject", "entries", "editions", "checkpoint"))
_ITEM: Final = frozenset(("entry", "proof", "words"))
_BUNDLE: Final = "the bundle"
_AGAIN: Final = "ask for the bundle again, and do not edit what you keep"


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a bundle proves: its entries in order, the digests of the editions in it, and every problem found."""

    subject: str | None
    entries: tuple[Proven, ...]
    editions: tuple[str, ...]
    checkpoint: SignedCheckpoint | None
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        return not self.problems

    def of(self, state: WordsState) -> tuple[int, ...]:
        """The numbers of the entries with whose words it stands so."""
        return tuple(each.entry.number for each in self.entries if each.words is state)


def make_bundle(
    subject: str, items: Iterable[Mapping[str, object]], editions: Iterable[str], note: str
) -> dict[str, object]:
    """A bundle as JSON's types: items from ``evidence_item`` in order, the editions' canonical texts, the note."""
    texts = {sha256(text.encode("utf-8")).hexdigest(): text for text in editions}
    return {"format": FORMAT, "subject": subject, "entries": list(items), "editions": texts, "checkpoint": note}


def verify_bundle(data: object, keys: KeyRing) -> BundleReport:
    """Check a bundle with the published keys alone. Every entry is looked at, so that all problems are told at once."""
    try:
        bundle = check_members(_BUNDLE, data, _MEMBERS)
        if bundle["format"] != FORMAT:
            raise EvidenceError(_BUNDLE, f"its format is not {FORMAT}", "use a release that reads it")
        subject, items = member_text(bundle, "subject"), member_list(bundle, "entries")
        editions = _editions(bundle["editions"])
        signed = verify_checkpoint(member_text(bundle, "checkpoint"), keys)
        if not items:
            raise EvidenceError(_BUNDLE, "it holds no entry, so it proves nothing", _AGAIN)
    except AuditError as error:
        return BundleReport(None, (), (), None, (error.problem,))
    proven, problems = _entries(items, subject, signed.checkpoint, editions)
    return BundleReport(subject, tuple(proven), tuple(sorted(editions)), signed, tuple(problems))


def _entries(
    items: list[object], subject: str, checkpoint: Checkpoint, editions: Mapping[str, str]
) -> tuple[list[Proven], list[Problem]]:
    proven: list[Proven] = []
    problems: list[Problem] = []
    for place, item in enumerate(items):
        try:
            found = check_item(check_members(f"entries[{place}]", item, _ITEM), checkpoint)
            _check_place(found, proven, subject)
            _check_decision(found, editions)
            proven.append(found)
        except AuditError as error:
            problem = error.problem
            problems.append(Problem(f"entries[{place}], {problem.what}", problem.why, problem.remedy))
    return proven, problems


def _check_place(found: Proven, before: list[Proven], subject: str) -> None:
    entry = found.entry
    if before and entry.number <= before[-1].entry.number:
        why = f"it stands after entry {before[-1].entry.number}, so the order is not that of the record"
        raise EvidenceError(f"entry {entry.number}", why, _AGAIN)
    if subject not in entry.deed.subjects:
        raise EvidenceError(f"entry {entry.number}", f"it is not about {subject[:150]!r}", _AGAIN)


def _check_decision(found: Proven, editions: Mapping[str, str]) -> None:
    """The record of a decision must name the edition that its entry names, and that edition must be in the bundle."""
    entry = found.entry
    if entry.form != "decision":
        return
    what = f"the decision in entry {entry.number}"
    if entry.deed.edition not in editions:
        why = f"the rules that decided it, edition {entry.deed.edition}, are not in the bundle"
        raise EvidenceError(what, why, "ask for the bundle with its editions")
    if found.text is None:
        return
    record = _record(found.text)
    if _digest(record) != entry.deed.edition:
        why = "its record names other rules than the entry does"
        raise EvidenceError(what, why, "ask the council to account for the difference")


def _record(text: str) -> dict[str, object]:
    """The stored record of a decision. Raises AuditError where it is no JSON object."""
    record = read_json(text)
    if not isinstance(record, dict):
        raise EvidenceError("the decision's record", "it is no JSON object", _AGAIN)
    return record


def _digest(record: Mapping[str, object]) -> object:
    edition = record.get("edition")
    return edition.get("digest") if isinstance(edition, dict) else None


def _editions(data: object) -> dict[str, str]:
    if not isinstance(data, dict):
        raise EvidenceError("editions", "they are no object of texts by their digests", _AGAIN)
    for digest, text in data.items():
        if not isinstance(text, str) or _sha256(text) != digest:
            why = "the text is not the one that this digest was made of"
            raise EvidenceError(f"the edition {str(digest)[:64]}", why, "ask for the edition's canonical text again")
    return data


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
