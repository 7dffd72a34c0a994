"""Commands of the worker, which does what is due by time alone: to run it, and to see what it had to put aside."""

from __future__ import annotations

import typer

from gatekeeper import logs
from gatekeeper.cli.place import Place, place
from gatekeeper.cli.say import say
from gatekeeper.main import stops_quietly
from gatekeeper.services import jobs
from gatekeeper.services.door import DatabaseWatch
from gatekeeper.services.record.councils import list_councils
from gatekeeper.worker import Worker

commands = typer.Typer(help="Do what is due by time alone.", no_args_is_help=True, rich_markup_mode=None)


def worker_at(here: Place) -> Worker:
    """The worker of an installation."""
    found = here.settings
    return Worker(here.engine, keys=found.keys, checkpoints=found.checkpoints, files=found.files)


@commands.command("run", epilog="Example: gatekeeper worker run")
def run_command() -> None:
    """Work until stopped: decide open cases again as time passes, sign the records, delete files that nothing names."""
    with place() as here, stops_quietly() as told, DatabaseWatch(here.engine).watching():
        logs.set_up()
        worker_at(here).run(told)


@commands.command("once", epilog="Example: gatekeeper worker once")
def once_command() -> None:
    """Do everything that is due now, and end. For a timer of the operating system."""
    done = 0
    with place() as here:
        worker = worker_at(here)
        while count := worker.once():
            done += count
    say(f"{done} jobs were due.")


@commands.command("parked", epilog="Example: gatekeeper worker parked")
def parked_command() -> None:
    """List the jobs that failed too often, with the kind of their last fault."""
    with place() as here:
        slugs = {each.id: each.slug for each in list_councils(here.engine)}
        for each in jobs.parked(here.engine):
            when = f"{each.parked_at:%Y-%m-%d %H:%M} UTC"
            say(f"{slugs[each.council_id]}: {each.task} {each.subject}: {each.fault}, parked {when}")


@commands.command("retry", epilog="Example: gatekeeper worker retry")
def retry_command() -> None:
    """Have every parked job tried again, once its cause is mended."""
    with place() as here:
        say(f"{jobs.release(here.engine)} jobs are tried again.")
