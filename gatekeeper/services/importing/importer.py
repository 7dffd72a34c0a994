"""Imports a folder of CSV files into the register: all of it in one transaction, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gatekeeper.documents import Arrival, FileRefused, KeptFile, Store
from gatekeeper.documents.kinds import PDF
from gatekeeper.documents.text import page_texts
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases.reevaluate import change_register
from gatekeeper.services.importing.checks import Judgement, judged
from gatekeeper.services.importing.folder import Folder, read_folder
from gatekeeper.services.importing.looking import look_through
from gatekeeper.services.importing.planning import Plan, plan
from gatekeeper.services.importing.problems import ImportErrors, ImportProblem, in_order
from gatekeeper.services.importing.report import ImportReport
from gatekeeper.services.library.texts import keep_text
from gatekeeper.storage.record import head
from gatekeeper.storage.register import Changes
from gatekeeper.storage.transaction import Transaction, reading, run
from gatekeeper.storage.types import Engine

_MOST_AT_ONCE = 4
KIND = "register:imported"
"""The kind of the record's entry."""
InTransaction = Callable[[Callable[[Transaction], ImportReport]], ImportReport]
"""Does the work in one transaction for the council, and gives what it gives."""


def import_folder(  # noqa: PLR0913
    engine: Engine,
    council_id: str,
    folder: Path,
    actor: Actor,
    *,
    dry_run: bool,
    store: Store | None,
    remove_missing: bool = False,
    within: InTransaction | None = None,
    words: str | None = None,
) -> ImportReport:
    """Bring a folder of CSV files (docs/import.md) into one council's register, and its documents into the store.

    All or nothing: raises ImportErrors with everything that is wrong, and then nothing was written. A dry run gives the
    same report and writes nothing. ``remove_missing``: remove what is recorded but not in a file that is there.
    ``store`` may be None where documents.csv names no new file. ``within`` does the writing in a transaction with what
    else belongs in it, such as whether the actor may, also where nothing changes; left out, it is done alone.
    ``words`` say why, and are sealed with the entry; left out, the entry says how many things changed.
    """
    read = read_folder(folder, store)
    with reading(engine) as session:
        size = head(session, council_id).size
        foreseen = plan(read, Changes(session, council_id), remove_missing=remove_missing)
    _look(read, foreseen)
    already = Judgement(warnings=list(foreseen.warnings))
    if dry_run or (within is None and not foreseen.changes.things):
        return foreseen.report(dry_run=dry_run)
    with _kept(store, foreseen.to_keep) as kept:
        given = _Given(read, kept, _texts(foreseen.to_keep), size, already, remove_missing)
        work = partial(_write, given=given, actor=actor, words=words)
        return run(engine, council_id, work) if within is None else within(work)


@dataclass(frozen=True, slots=True)
class _Given:
    """What is brought in: the folder as read, its kept files with their words, and what was found at that size."""

    read: Folder
    kept: Mapping[str, KeptFile]
    texts: Mapping[str, tuple[str, ...]]
    size: int
    already: Judgement
    remove_missing: bool


def _write(tx: Transaction, *, given: _Given, actor: Actor, words: str | None) -> ImportReport:
    judge = judged if tx.size != given.size else lambda _changes, _found: given.already
    changes = Changes(tx.session, tx.council_id)
    made = plan(given.read, changes, given.kept, remove_missing=given.remove_missing, judge=judge)
    done = _carry_out(tx, made, actor, words)
    for code, file in given.kept.items():
        keep_text(tx, made.changes.names["document", code], file.sha256, given.texts[code])
    return done


def _carry_out(tx: Transaction, made: Plan, actor: Actor, words: str | None) -> ImportReport:
    _refuse_unkept(made)
    entries = change_register(tx, made.changes, actor, KIND, words or made.report(dry_run=False).summary)
    return made.report(dry_run=False, entries=entries)


def _texts(arrivals: Mapping[str, Arrival]) -> dict[str, tuple[str, ...]]:
    """The words on the pages of the files that come in, several at a time, to be searched."""
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_AT_ONCE)) as several:
        return dict(zip(arrivals, several.map(_words, arrivals.values()), strict=True))


def _words(arrival: Arrival) -> tuple[str, ...]:
    """The words on each page of a PDF; none of what is no PDF."""
    return page_texts(arrival.path) if arrival.media_type == PDF else ()


def plan_folder(engine: Engine, council_id: str, folder: Path, *, remove_missing: bool = False) -> ImportReport:
    """What importing the folder would do, which is what a dry run returns. Raises ImportErrors."""
    read: Folder = read_folder(folder)
    with reading(engine) as session:
        foreseen = plan(read, Changes(session, council_id), remove_missing=remove_missing)
    _look(read, foreseen)
    return foreseen.report(dry_run=True)


def _look(read: Folder, foreseen: Plan) -> None:
    """Look through the new files, outside any transaction. What is found is told with the plan, or refuses it."""
    looked = look_through(read, foreseen.to_keep)
    if looked.problems:
        raise ImportErrors(looked.problems)
    read.warnings += looked.warnings
    foreseen.warnings = in_order([*foreseen.warnings, *looked.warnings])


@contextmanager
def _kept(store: Store | None, arrivals: dict[str, Arrival]) -> Iterator[dict[str, KeptFile]]:
    """The files safely in the store before any row names them, and out of it again where the import is refused.

    After any other failure they stay: whether the rows were written is then not certain, and a row without its file is
    worse than a file without a row, which ``Store.orphans`` finds.
    """
    kept: dict[str, KeptFile] = {}
    try:
        for code, arrival in arrivals.items():
            kept[code] = _keep(store, code, arrival)
        yield kept
    except ImportErrors:
        if store is not None:
            store.discard(each.kept_as for each in kept.values())
        raise


def _keep(store: Store | None, code: str, arrival: Arrival) -> KeptFile:
    if store is None:
        raise ImportErrors([_about(code, "there is no store to keep files in", "set the store of files up first")])
    try:
        kept = store.keep(arrival.path)
    except FileRefused as refused:
        raise ImportErrors([_about(code, refused.why, refused.remedy)]) from refused
    if kept.sha256 == arrival.sha256:
        return kept
    store.discard([kept.kept_as])
    raise ImportErrors([_about(code, "the file changed while it was imported", "wait until it is complete; try again")])


def _refuse_unkept(made: Plan) -> None:
    """Another import may have come between the plan and this one."""
    if made.to_keep:
        why = "its file was changed by another import meanwhile"
        raise ImportErrors(_about(code, why, "import again") for code in made.to_keep)


def _about(code: str, why: str, remedy: str) -> ImportProblem:
    return ImportProblem("documents.csv", None, "file", f"document {code}: {why}", remedy)
