"""Commands that verify a council's record, list it, erase words in it, and hand the whole of it to an auditor."""

from __future__ import annotations

import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli import evidence, signing
from gatekeeper.cli.place import MaybeSlug, Place, Slug, place
from gatekeeper.cli.root import DONE, FAILED
from gatekeeper.cli.say import Format, check_format, say, say_json, say_line, warn
from gatekeeper.core.audit import AuditError
from gatekeeper.services.record.councils import CouncilEntry
from gatekeeper.services.record.erasing import erase
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.evidence import read_published_keys
from gatekeeper.services.record.exporting import export, verify_export
from gatekeeper.services.record.finding import person_named
from gatekeeper.services.record.listing import list_entries
from gatekeeper.services.record.outside import Outside
from gatekeeper.services.record.rulings import wrong_rulings
from gatekeeper.services.record.verifying import Verified, verify_record
from gatekeeper.storage.transaction import reading

commands = typer.Typer(help="Verify, sign, hand out and list the record.", no_args_is_help=True, rich_markup_mode=None)
commands.registered_commands += [*signing.commands.registered_commands, *evidence.commands.registered_commands]
Keys = Annotated[Path | None, typer.Option("--keys", help="The council's published list of keys.")]


@commands.command("verify", epilog="Example: gatekeeper audit verify --council northmere --words --index")
def verify_command(
    council: MaybeSlug = None,
    since_checkpoint: Annotated[
        bool, typer.Option("--since-checkpoint", help="Only what came after the last checkpoint kept outside.")
    ] = False,
    checkpoints: Annotated[
        Path | None, typer.Option("--checkpoints", help="A folder of checkpoints, with a folder for each council.")
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Compare the words with their seals too.")] = False,
    index: Annotated[bool, typer.Option("--index", help="Compare what the record is searched with too.")] = False,
    format: Format = "text",
) -> None:
    """Verify a record, or every one, and name the first thing that is wrong. Exit code 1 where something is."""
    check_format(format)
    look = partial(verify_record, since_checkpoint=since_checkpoint, with_words=words, with_index=index)
    with place() as here:
        told = [_verified(here, each, checkpoints, look) for each in here.councils(council)]
    say_json(told) if format == "json" else say("\n".join(_in_words(each) for each in told))
    raise SystemExit(DONE if all(each["intact"] for each in told) else FAILED)


def _verified(
    here: Place, council: CouncilEntry, checkpoints: Path | None, look: partial[Verified]
) -> dict[str, object]:
    """What was found, as JSON's types. What is kept outside may itself be wrong, which is a finding too."""
    began = time.perf_counter()
    try:
        found = look(here.engine, council.id, Outside(here.checkpoints(council, checkpoints)))
        if found.intact and look.keywords["with_words"]:
            _check_rulings(here, council)
    except (AuditError, RecordRefused) as error:
        return {"council": council.slug, "intact": False, "problem": str(error)}
    return _as_data(council, found, time.perf_counter() - began)


def _check_rulings(here: Place, council: CouncilEntry) -> None:
    """Raise RecordRefused where a ruling that is kept beside the record is not the one that was sealed."""
    with reading(here.engine) as session:
        wrong = next(wrong_rulings(session, council.id), None)
    if wrong is not None:
        raise RecordRefused("The rulings", str(wrong), "restore what was changed, and verify again")


def _as_data(council: CouncilEntry, found: Verified, seconds: float) -> dict[str, object]:
    problem = found.report.problem
    return {
        "council": council.slug,
        "chain": council.chain,
        "intact": found.intact,
        "size": found.report.head.size,
        "root": found.root.hex(),
        "checked": found.checked,
        "anchored": found.report.anchored,
        "checkpoints": found.report.checkpoints,
        "erased": found.report.erased,
        "entries_a_second": round(found.checked / seconds) if seconds else None,
        "problem": str(problem) if problem else None,
        "entry": problem.entry if problem else None,
    }


def _in_words(told: dict[str, object]) -> str:
    if not told["intact"]:
        return f"{told['council']}: the record does NOT hold.\n{told['problem']}"
    lines = [
        f"{told['council']}: the record holds: {told['checked']} entries looked at, {told['size']} in all",
        f"root: {told['root']}",
        f"held by checkpoints kept outside: the first {told['anchored']} entries ({told['checkpoints']} matched)",
        f"words erased: {told['erased']}",
        f"rate: {told['entries_a_second']} entries a second",
    ]
    if not told["anchored"]:
        lines.append("No checkpoint is kept outside, so nothing shows that the whole was not rewritten: take one.")
    return "\n".join(lines)


@commands.command("log", epilog="Example: gatekeeper audit log --council northmere --about MR-2026-00042")
def log_command(
    council: MaybeSlug = None,
    about: Annotated[str | None, typer.Option("--about", help="A request's reference, such as MR-2026-00042.")] = None,
    start: Annotated[int, typer.Option("--from", min=0, help="The number of the first entry to list.")] = 0,
    format: Format = "text",
) -> None:
    """List who did what to what, and when; never any words. As json: one object a line."""
    check_format(format)
    with place() as here:
        for each in list_entries(here.engine, here.council(council).id, about=about, start=start):
            say_line(asdict(each)) if format == "json" else say(str(each))


@commands.command("export", epilog="Example: gatekeeper audit export --council northmere northmere-2026.jsonl")
def export_command(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")], council: Slug
) -> None:
    """Write the whole record without words, with its checkpoints and keys: `verify-export` verifies it offline."""
    with place() as here:
        count = export(here.engine, here.council(council).id, file)
    say(f"{file}: {count} entries")


@commands.command(
    "verify-export", epilog="Example: gatekeeper audit verify-export northmere-2026.jsonl --keys keys.json"
)
def verify_export_command(
    file: Annotated[Path, typer.Argument(help="A file that `audit export` wrote.")], keys: Keys = None
) -> None:
    """Verify an exported record; no database is needed. Exit code 1 where it does not hold."""
    began = time.perf_counter()
    found = verify_export(file, read_published_keys(keys) if keys else None)
    size, seconds = found.report.head.size, time.perf_counter() - began
    say(str(found.report))
    say(f"root: {found.report.head.frontier.root().hex()}\nrate: {size / seconds:.0f} entries a second")
    if found.own_keys:
        warn("The keys are those in the file, so it only fits together. Give the published list with --keys.")
    raise SystemExit(DONE if found.report.intact else FAILED)


@commands.command(
    "erase", epilog="Example: gatekeeper audit erase MR-2026-00042 --reason 'Order of 1 May' --by MO1 --second CEO1"
)
def erase_command(
    named: Annotated[list[str], typer.Argument(help="Numbers of entries, or references of requests.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept, sealed.")],
    by: Annotated[str, typer.Option("--by", help="The code of the person who asks for it.")],
    second: Annotated[str, typer.Option("--second", help="The code of another person, who agrees and does it.")],
    council: MaybeSlug = None,
) -> None:
    """Destroy words and their keys for good. The record says that it was done, and still verifies."""
    with place() as here:
        done = _erase(here, here.council(council), named, reason, (by, second))
    say(done)


def _erase(here: Place, council: CouncilEntry, named: list[str], reason: str, people: tuple[str, str]) -> str:
    first, second = (person_named(here.engine, council.id, code) for code in people)
    done = erase(here.engine, council.id, named, reason=reason, by=first, second=second)
    listed = ", ".join(map(str, done.numbers))
    return f"words erased: entries {listed}\nasked for in entry {done.asked}, done in entry {done.told}"
