"""Replays stored decisions: each is decided again under its own edition, and the answer must be identical."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from gatekeeper.core.audit import AuditError, BundleReport, Entry, StoredEntry, opens, read_entry, read_json
from gatekeeper.core.case import CaseErrors
from gatekeeper.policy.errors import PolicyError
from gatekeeper.services.record.finding import request_ref
from gatekeeper.services.records import RecordError, replay
from gatekeeper.storage.record import edition, entries_about, entries_of, stored_entries
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine

_PORTION: Final = 50
"""Few enough that no transaction stays open for long while decisions are made again."""
_DECISION: Final = "decision"


class ReplayState(StrEnum):
    """How it stands with a stored decision: the same again, another one, its words erased, or it cannot be replayed."""

    IDENTICAL = "identical"
    DIFFERS = "differs"
    ERASED = "erased"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of the decision in one entry. ``details``: the places that differ, or why it cannot be replayed."""

    number: int
    state: ReplayState
    details: tuple[str, ...] = ()
    calendars_changed: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with it; an erased decision is not."""
        return self.state in (ReplayState.IDENTICAL, ReplayState.ERASED)


def replay_decisions(engine: Engine, council_id: str, reference: str | None = None) -> Iterator[Replayed]:
    """Replay every stored decision of a council, or those on one request, in their order. Raises RecordRefused."""
    numbers = _decisions(engine, council_id, reference)
    for start in range(0, len(numbers), _PORTION):
        with reading(engine) as session:
            stored = list(entries_of(session, council_id, numbers[start : start + _PORTION]))
            entries = [read_entry(each.body) for each in stored]
            digests = {each.deed.edition for each in entries if each.deed.edition}
            editions = {digest: text for digest in digests if (text := edition(session, digest)) is not None}
        yield from (_replayed(entry, each, editions) for entry, each in zip(entries, stored, strict=True))


def replay_bundle(data: Any, report: BundleReport) -> Iterator[Replayed]:
    """Replay every decision of a bundle that verified: with what it holds, and no database."""
    for proven in report.entries:
        if proven.entry.form != _DECISION:
            continue
        if proven.text is None:
            yield Replayed(proven.entry.number, ReplayState.ERASED, (f"its words are {proven.words}",))
        else:
            yield _again(proven.entry, proven.text, data["editions"])


def _decisions(engine: Engine, council_id: str, reference: str | None) -> list[int]:
    with reading(engine) as session:
        if reference is None:
            rows = stored_entries(session, council_id)
        else:
            rows = entries_about(session, council_id, request_ref(session, council_id, reference))
        return [each.number for each in rows if read_entry(each.body).form == _DECISION]


def _replayed(entry: Entry, stored: StoredEntry, editions: Mapping[str, str]) -> Replayed:
    kept = stored.words
    if kept is None or kept.key is None or kept.text is None or entry.commitment is None:
        return Replayed(entry.number, ReplayState.ERASED)
    if not opens(entry.commitment, kept.key, kept.text):
        why = "the words kept beside the entry are not those that were sealed; verify the record"
        return Replayed(entry.number, ReplayState.UNREADABLE, (why,))
    return _again(entry, kept.text, editions)


def _again(entry: Entry, text: str, editions: Mapping[str, str]) -> Replayed:
    """Decide again, under the edition that the entry names and nothing else."""
    digest = entry.deed.edition
    if digest is None or digest not in editions:
        why = f"the text of its edition {digest} is not kept; restore the table of editions from a backup"
        return Replayed(entry.number, ReplayState.UNREADABLE, (why,))
    try:
        record = _record(text, digest)
        found = replay({**record, "edition": {"digest": digest, "canonical": editions[digest]}})
    except (AuditError, CaseErrors, KeyError, PolicyError, RecordError) as error:
        return Replayed(entry.number, ReplayState.UNREADABLE, (f"it cannot be replayed: {error}",))
    state = ReplayState.IDENTICAL if found.identical else ReplayState.DIFFERS
    return Replayed(entry.number, state, found.differences, found.calendars_changed)


def _record(text: str, digest: str) -> dict[str, Any]:
    record = read_json(text)
    if not isinstance(record, dict) or record.get("edition", {}).get("digest") != digest:
        raise RecordError("its record names other rules than its entry; ask the council to account for the difference")
    return record
