"""What time alone brings about: open cases are decided again each day and when something opens, and records signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from gatekeeper.core.deadlines import LONDON, local_date
from gatekeeper.core.lifecycle import Status
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.cases.decide import Decided, decide_now
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import Undecidable
from gatekeeper.services.cases.reevaluate import re_evaluate
from gatekeeper.services.record.checkpointing import take_checkpoint
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.storage import jobs
from gatekeeper.storage.councils import slug_of
from gatekeeper.storage.jobs import Parked, Taken
from gatekeeper.storage.transaction import Clock, Transaction, reading, run, utc_now
from gatekeeper.storage.types import Engine

__all__ = ["MOST_TRIES", "Parked", "Taken", "TakenOver", "do", "fail", "plan", "put_back", "take"]
SIGNED_EVERY: Final = timedelta(hours=1)
"""How often the record of a council is signed, where something was added."""
CAUSE: Final = "time_passed"
MOST_TRIES: Final = jobs.MOST_TRIES
take, fail, put_back = jobs.take, jobs.fail, jobs.put_back


class TakenOver(Exception):
    """Another worker does this job now, because this one was too slow. Nothing of it was stored."""


def plan(engine: Engine, now: datetime) -> None:
    """See to it that every council and every request that has not been withdrawn has its job."""
    jobs.add_missing(engine, Status.WITHDRAWN.value, now)


def do(engine: Engine, job: Taken, keys: Path, checkpoints: Path, clock: Clock = utc_now) -> None:
    """Do one job. Once this returns it is done and due again later; whatever it raises, nothing of it was stored.

    Raises TakenOver, and RecordRefused where a record does not continue what was signed before.
    """
    if job.task == jobs.DECIDE:
        run(engine, job.council_id, lambda tx: _decide(tx, job), clock=clock)
        return
    with reading(engine) as session:
        slug = slug_of(session, job.council_id)
    take_checkpoint(engine, job.council_id, Outside(checkpoints / slug), KeyFolder(keys / slug), clock=clock)
    with jobs.changing(engine) as session:
        jobs.finish(session, job, clock() + SIGNED_EVERY)


def _decide(tx: Transaction, job: Taken) -> None:
    """Decide a request again and note when next, in one transaction: one effect, however many workers there are."""
    re_evaluate(tx, [job.subject], CAUSE)
    if not jobs.finish(tx.session, job, next_instant(tx, job.subject)):
        raise TakenOver


def next_instant(tx: Transaction, request_id: str) -> datetime:
    """When time next changes something of a request: a deadline or an opening of its decision, or the next day."""
    day = local_date(tx.now) + timedelta(days=1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    return min([midnight, *(each for each in _instants(tx, request_id) if each > tx.now)])


def _instants(tx: Transaction, request_id: str) -> Iterator[datetime]:
    machine = Desk(tx, SYSTEM)
    request = machine.request(request_id)
    for asked in machine.asked_of(request):
        if asked.document_id and asked.status != Status.WITHDRAWN.value:
            try:
                yield from _clocks(decide_now(machine, request, (asked.document_id,)))
            except Undecidable:
                continue


def _clocks(decided: Decided) -> Iterator[datetime]:
    for document in decided.decision.documents:
        for passage in document.passages:
            clocks = [each.clocks for each in (*passage.tasks, *passage.fallback)] + [r.clocks for r in passage.routes]
            named = (each["binds_at"] for some in clocks for each in some if "binds_at" in each)
            yield from map(datetime.fromisoformat, named)


def parked(engine: Engine) -> Sequence[Parked]:
    """The jobs that failed too often and wait for somebody."""
    return jobs.parked(engine)


def release(engine: Engine, clock: Clock = utc_now) -> int:
    """Have every parked job tried again; how many."""
    return jobs.release(engine, clock())
