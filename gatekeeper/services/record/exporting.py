"""A whole record in one file, without words: handed to an auditor, who verifies it without the council.

The first line is a JSON object that says what follows, with the checkpoints and the published keys. Every further line
is one entry, in the very bytes that were sealed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from gatekeeper.core.audit import (
    AuditError,
    ChainHead,
    ChainProblem,
    ChainReport,
    Checkpoint,
    Finding,
    KeyRing,
    Problem,
    StoredEntry,
    leaf_hash,
    read_json,
    read_keys,
    verify_chain,
    verify_checkpoint,
)
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.storage.councils import has_signing_key
from gatekeeper.storage.record import checkpoint_notes, head, key_ring, stored_entries
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

FORMAT: Final = "gatekeeper-export/1"
_MEMBERS: Final = frozenset(("format", "chain", "size", "root", "keys", "checkpoints"))
_LONGEST: Final = 64 * 1024 * 1024
_PORTION: Final = 500
_AGAIN: Final = "ask for the export again, and do not edit what you keep"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an exported record proves: the chain's report, and whether the keys came from elsewhere than the file."""

    report: ChainReport
    own_keys: bool


def export(engine: Engine, council_id: str, path: Path) -> int:
    """Write the whole record into a file that is not there yet; the number of its entries. Raises RecordRefused."""
    try:
        target = path.open("xb")
    except FileExistsError:
        raise RecordRefused(str(path), "it is there already, and is not written over", "name another file") from None
    except OSError as error:
        raise RecordRefused(str(path), f"it cannot be written ({error.strerror})", "name another place") from error
    with target, reading(engine) as session:
        lines = sum(target.write(line + b"\n") > 0 for line in _lines(session, council_id))
        target.flush()
        os.fsync(target.fileno())
        return lines - 1


def exported(engine: Engine, council_id: str, permit: Callable[[], object]) -> Iterator[bytes]:
    """The same file a line at a time, each with its end; read in portions, so that nobody waits for a slow reader.

    ``permit`` is asked ahead of each portion, and raises where the right to read has ended: then nothing more is given,
    and what was given does not verify, as its first line speaks of more entries.
    """
    with reading(engine) as session:
        first, size = _first_line(session, council_id), head(session, council_id).size
    yield first + b"\n"
    start = 0
    while start < size:
        permit()
        with reading(engine) as session:
            bodies = [each.body for each in islice(stored_entries(session, council_id, start), _PORTION)]
            bodies = bodies[: size - start]
        if not bodies:
            return
        yield from (body + b"\n" for body in bodies)
        start += len(bodies)


def _lines(session: Session, council_id: str) -> Iterator[bytes]:
    yield _first_line(session, council_id)
    yield from (each.body for each in stored_entries(session, council_id))


def _first_line(session: Session, council_id: str) -> bytes:
    kept = head(session, council_id)
    first = {
        "format": FORMAT,
        "chain": kept.chain,
        "size": kept.size,
        "root": kept.frontier.root().hex(),
        "keys": key_ring(session, council_id).as_data() if has_signing_key(session, council_id) else None,
        "checkpoints": checkpoint_notes(session, council_id),
    }
    return json.dumps(first, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def verify_export(path: Path, keys: KeyRing | None = None) -> ExportReport:
    """Verify an exported record as a stream, with published keys from elsewhere or else those in the file.

    Keys in the file prove only that it fits together. Raises RecordRefused and AuditError where it cannot be read, or a
    checkpoint in it is not signed by those keys.
    """
    try:
        source = path.open("rb")
    except OSError as error:
        why = f"it cannot be read ({error.strerror})"
        raise RecordRefused(str(path), why, "name the file that you were given") from error
    with source:
        first = _first(path, source.readline(_LONGEST))
        ring = keys or (read_keys(first["keys"]) if first["keys"] is not None else None)
        expected = ChainHead(str(first["chain"]))
        report = verify_chain(_entries(source), expected, checkpoints=_checkpoints(path, first, ring))
    return ExportReport(_against(report, first), keys is None)


def _first(path: Path, line: bytes) -> dict[str, Any]:
    try:
        first = read_json(line)
    except AuditError as error:
        raise RecordRefused(f"The first line of {path}", error.problem.why, _AGAIN) from error
    if not isinstance(first, dict) or first.keys() != _MEMBERS or first["format"] != FORMAT:
        raise RecordRefused(f"The first line of {path}", f"it has not the members of {FORMAT}", _AGAIN)
    if type(first["size"]) is not int or not isinstance(first["chain"], str) or not isinstance(first["root"], str):
        raise RecordRefused(f"The first line of {path}", "its chain, size or root is not of its form", _AGAIN)
    return first


def _checkpoints(path: Path, first: dict[str, Any], ring: KeyRing | None) -> list[Checkpoint]:
    notes = first["checkpoints"]
    if not isinstance(notes, list) or (notes and ring is None):
        raise RecordRefused(f"The first line of {path}", "its checkpoints are no list, or have no keys", _AGAIN)
    return [verify_checkpoint(str(each), ring).checkpoint for each in notes if ring is not None]


def _entries(source: BinaryIO) -> Iterator[StoredEntry]:
    number = 0
    while line := source.readline(_LONGEST):
        body = line.removesuffix(b"\n")
        yield StoredEntry(number, body, leaf_hash(body))
        number += 1


def _against(report: ChainReport, first: dict[str, Any]) -> ChainReport:
    """The first line must say of the entries what they are."""
    found = report.head.size
    if not report.intact or (found, report.head.frontier.root().hex()) == (first["size"], first["root"]):
        return report
    why = f"the first line speaks of {first['size']} entries, and {found} with another root follow"
    wrong = ChainProblem(Finding.HEAD, min(found, first["size"]), Problem("The export", why, _AGAIN))
    return ChainReport(report.head, wrong, report.checkpoints, report.anchored, report.erased)
