"""The worker: does what is due by time alone, over and over, beside the API; where several run, none does it twice."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Final

from gatekeeper.documents.store import Store
from gatekeeper.services import drafts, jobs, sessions
from gatekeeper.services.door import AWAY, Clock, Engine, answers, utc_now
from gatekeeper.services.files.keeping import sweep

MOST_AT_ONCE: Final = 20
"""How many jobs are taken at a time."""
LOOK_SECONDS: Final = 5.0
"""How often a worker looks for what is due."""
AWAY_SECONDS: Final = 5.0
"""How long it waits where the database does not answer."""
_PLAN_EVERY: Final = timedelta(seconds=30)
_SWEEP_EVERY: Final = timedelta(days=1)
_TIDY_EVERY: Final = timedelta(hours=1)
_ORPHAN_AFTER: Final = timedelta(days=1)
_log = logging.getLogger("gatekeeper.worker")


@dataclass(slots=True)
class Worker:
    """One worker. ``keys``, ``checkpoints`` and ``files`` are the installation's folders."""

    engine: Engine
    keys: Path
    checkpoints: Path
    files: Path
    clock: Clock = utc_now
    planned_at: datetime | None = None
    swept_at: datetime | None = None
    tidied_at: datetime | None = None
    held: list[jobs.Taken] = field(default_factory=list)

    def run(self, stop: Event) -> None:
        """Work until it is told to stop; the job at hand is finished first. A database that is away is waited for."""
        _log.info("the worker has begun")
        while not stop.is_set():
            try:
                busy = self.once(stop)
            except AWAY as error:
                _log.error("the worker waits: the database does not answer", extra={"kind": type(error).__name__})
                stop.wait(AWAY_SECONDS)
                continue
            if not busy:
                stop.wait(LOOK_SECONDS)
        _log.info("the worker has ended")

    def once(self, stop: Event | None = None) -> int:
        """Do what is due now, one portion of it; how many jobs were taken. Raises what the database raises."""
        now = self.clock()
        self._give_back()
        self._keep_house(now)
        self.held = list(jobs.take(self.engine, now, MOST_AT_ONCE))
        count = len(self.held)
        try:
            while self.held and not (stop and stop.is_set()):
                self._do(self.held[0])
                del self.held[0]
        except BaseException as error:
            if not isinstance(error, AWAY):
                del self.held[0]
            with suppress(*AWAY):
                self._give_back()
            raise
        self._give_back()
        return count

    def _give_back(self) -> None:
        """Give back untried what was not begun, and what could not be done because the database was away."""
        if self.held:
            jobs.put_back(self.engine, self.held)
            self.held = []

    def _keep_house(self, now: datetime) -> None:
        if self.planned_at is None or not self.planned_at <= now < self.planned_at + _PLAN_EVERY:
            jobs.plan(self.engine, now)
            self.planned_at = now
        if self.swept_at is None or not self.swept_at <= now < self.swept_at + _SWEEP_EVERY:
            self._sweep(now)
            self.swept_at = now
        if self.tidied_at is None or not self.tidied_at <= now < self.tidied_at + _TIDY_EVERY:
            self._tidy(now)
            self.tidied_at = now

    def _tidy(self, now: datetime) -> None:
        """Sign-ins that are over and drafts that have become old are removed."""
        count = sessions.sweep(self.engine, now) + drafts.sweep(self.engine, now)
        if count:
            _log.info("sign-ins that were over, and old drafts, were removed", extra={"count": count})

    def _sweep(self, now: datetime) -> None:
        """Files that no row names, from an upload that broke off, are set aside once they are a day old."""
        try:
            count = len(sweep(self.engine, Store(self.files), now - _ORPHAN_AFTER))
        except OSError as error:
            _log.error("the folder of files cannot be swept", extra={"kind": type(error).__name__})
            return
        if count:
            _log.info("files that nothing names were set aside", extra={"count": count})

    def _do(self, job: jobs.Taken) -> None:
        began = time.perf_counter()
        if job.tries > jobs.MOST_TRIES:
            self._failed(job, "WorkerLost")
            return
        try:
            jobs.do(self.engine, job, self.keys, self.checkpoints, self.clock)
        except jobs.TakenOver:
            _log.warning("a job was taken over by another worker", extra={"task": job.task})
        except Exception as error:
            if isinstance(error, AWAY) and not answers(self.engine):
                raise
            self._failed(job, type(error).__name__)
        else:
            _log.info("job done", extra={"task": job.task, "seconds": round(time.perf_counter() - began, 3)})

    def _failed(self, job: jobs.Taken, kind: str) -> None:
        """One job that always fails, or that always ends its worker, must not keep the others waiting."""
        told = {"task": job.task, "kind": kind, "count": job.tries}
        if jobs.fail(self.engine, job, self.clock(), kind):
            _log.error("a job failed too often and is parked; see `gatekeeper worker parked`", extra=told)
        else:
            _log.warning("a job failed and is tried again later", extra=told)
