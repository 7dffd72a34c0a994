"""Commands that hand out receipts and bundles, and that check them with the published keys and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.place import MaybeSlug, place
from gatekeeper.cli.root import DONE, FAILED
from gatekeeper.cli.say import say
from gatekeeper.core.audit import Proven, SignedCheckpoint, WordsState, instant_text
from gatekeeper.services.record.evidence import bundle, check_bundle, check_receipt, receipt
from gatekeeper.services.record.files import write_json
from gatekeeper.services.record.replaying import replay_bundle

commands = typer.Typer()
Keys = Annotated[Path, typer.Option("--keys", help="The council's published list of keys (audit keys).")]
NewFile = Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")]


@commands.command("receipt", epilog="Example: gatekeeper audit receipt MR-2026-00042 receipt.json --council northmere")
def receipt_command(
    named: Annotated[str, typer.Argument(help="The number of an entry, or the reference of a request.")],
    file: NewFile,
    council: MaybeSlug = None,
) -> None:
    """Write the receipt of an entry, or of the making of a request: its proof under the latest checkpoint."""
    with place() as here:
        write_json(file, receipt(here.engine, here.council(council).id, named))
    say(str(file))


@commands.command("bundle", epilog="Example: gatekeeper audit bundle MR-2026-00042 case.json --council northmere")
def bundle_command(
    reference: Annotated[str, typer.Argument(help="The reference of a request.")],
    file: NewFile,
    council: MaybeSlug = None,
) -> None:
    """Write all evidence about a request, for the auditor: entries, all words, rules, proofs and a checkpoint."""
    with place() as here:
        write_json(file, bundle(here.engine, here.council(council).id, reference))
    say(str(file))


@commands.command("verify-receipt", epilog="Example: gatekeeper audit verify-receipt receipt.json --keys keys.json")
def verify_receipt_command(file: Annotated[Path, typer.Argument(help="A receipt.")], keys: Keys) -> None:
    """Check a receipt with the published keys alone. Exit code 1 where it proves nothing."""
    found = check_receipt(file, keys)
    if found.proven is None or found.checkpoint is None:
        say(f"the receipt does NOT hold.\n{found.problem}")
        raise SystemExit(FAILED)
    say(f"the receipt holds.\n{_entry(found.proven)}\n{_checkpoint(found.checkpoint)}")


@commands.command("verify-bundle", epilog="Example: gatekeeper audit verify-bundle case.json --keys keys.json --replay")
def verify_bundle_command(
    file: Annotated[Path, typer.Argument(help="A bundle.")],
    keys: Keys,
    replay: Annotated[bool, typer.Option("--replay", help="Also decide its decisions again.")] = False,
) -> None:
    """Check a bundle with the published keys alone, and replay its decisions. Exit code 1 where anything is wrong."""
    data, found = check_bundle(file, keys)
    problems = [str(each) for each in found.problems]
    replayed = list(replay_bundle(data, found)) if replay and found.holds else []
    problems += [
        f"Entry {each.number}: {each.state}: {where}" for each in replayed if not each.holds for where in each.details
    ]
    if problems or found.checkpoint is None:
        say("the bundle does NOT hold.\n" + "\n".join(problems))
        raise SystemExit(FAILED)
    say(f"the bundle holds: {len(found.entries)} entries about {found.subject}")
    say("\n".join(_entry(each) for each in found.entries))
    say(_checkpoint(found.checkpoint))
    if replay:
        counts = Counter(each.state for each in replayed)
        say("decisions replayed: " + (", ".join(f"{count} {state}" for state, count in counts.items()) or "none"))
    raise SystemExit(DONE)


def _entry(proven: Proven) -> str:
    entry = proven.entry
    at = instant_text(entry.deed.at)
    line = f"entry {entry.number} of {entry.chain}: {entry.deed.kind} at {at}, words {proven.words}"
    shown = proven.words is WordsState.OPENED and entry.form == "text"
    return f"{line}\n{_printable(proven.text or '')}" if shown else line


def _printable(text: str) -> str:
    """What somebody wrote, without what would steer the reader's terminal."""
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in text)


def _checkpoint(signed: SignedCheckpoint) -> str:
    keys = ", ".join(each.id.hex() for each in signed.signers)
    return f"checkpoint of {signed.checkpoint.size} entries, signed with {keys}"
