"""Commands on cases, for trying them and for operators: each is given as a person, or as the holder of a named post."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from gatekeeper.cli import case_findings
from gatekeeper.cli.case_desk import As, CaseName, File, Here, Text, on_case
from gatekeeper.cli.place import MaybeSlug, place
from gatekeeper.cli.say import Format, check_format, say, say_json
from gatekeeper.core.explain.case import tell_case, tell_check
from gatekeeper.services.cases import (
    closing,
    conversation,
    determine,
    disputes,
    first,
    opening,
    submit,
    view,
)
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.export import export_case
from gatekeeper.services.cases.files import checked, read_command
from gatekeeper.services.cases.queue import queue
from gatekeeper.services.cases.reevaluate import every_request, re_evaluate
from gatekeeper.storage.transaction import reading, run

commands = typer.Typer(
    help="Ask, answer, determine, dispute and read, as a named person or post.", no_args_is_help=True
)
commands.registered_commands += case_findings.commands.registered_commands


@commands.command("submit", epilog='Example: gatekeeper case submit --as hollinshade --document depot-sale --why "…"')
def submit_command(
    actor: As,
    document: Annotated[list[str], typer.Option(help="The code of a document; may be given several times.")] = [],  # noqa: B006
    describe: Annotated[list[str], typer.Option(help="A document in her own words, to be matched.")] = [],  # noqa: B006
    why: Annotated[str | None, typer.Option(help="Why she needs it: only where the law asks for a need.")] = None,
    councillor: Annotated[str | None, typer.Option(help="For an assistant: the councillor's code.")] = None,
    only_check: Annotated[bool, typer.Option("--only-check", help="Would I be entitled? Files nothing.")] = False,
    council: MaybeSlug = None,
) -> None:
    """Ask to see documents; what the law opens is answered at once."""
    with place() as here:
        at = Here(here, council, actor, councillor)
        ids = at.names(lambda names: [names.thing("document", each) for each in document])
        said = {"documents": ids, "descriptions": describe, "purpose": why, "councillor": at.actor.behalf_of}
        asking = checked("Ask", {name: value for name, value in said.items() if value}, submit.Asking)
        if only_check:
            say(tell_check(at.at_desk(lambda desk: view.pre_check_view(desk, asking))))
            return
        done = at.at_desk(lambda desk: submit.submit(desk, asking))
        say(f"{done.reference}: {len(done.asked)} asked for")
        say(tell_case(at.at_desk(lambda desk: view.read_case(desk, done.request_id)), timeline=False))


@commands.command("show", epilog="Example: gatekeeper case show MR-2026-00001 --as monitoring-officer")
def show_command(case: CaseName, actor: As, council: MaybeSlug = None, format: Format = "text") -> None:
    """Show a case as that person may see it; the reading is entered in the record."""
    check_format(format)
    with place() as here:
        at = Here(here, council, actor)
        request = at.names(lambda names: names.request(case.partition("/")[0]).id)
        found_case = at.at_desk(lambda desk: view.read_case(desk, request))
    say_json(found_case) if format == "json" else say(tell_case(found_case))


@commands.command("list", epilog="Example: gatekeeper case list --stage director")
def list_command(
    stage: Annotated[str | None, typer.Option(help="Only what is with this post, such as director.")] = None,
    council: MaybeSlug = None,
    format: Format = "text",
) -> None:
    """List what is pending, the earliest due first: references, posts and dates, no content."""
    check_format(format)
    with place() as here, reading(here.engine) as session:
        lines = queue(session, here.council(council).id, datetime.now(UTC), stage=stage, limit=200)
    if format == "json":
        say_json([asdict(each) | {"received_at": _at(each.received_at), "due_at": _at(each.due_at)} for each in lines])
        return
    told = (
        f"{each.reference}: {each.status.replace('_', ' ')}, with the {each.stage.replace('_', ' ')}, "
        f"due {_at(each.due_at) or 'at no set time'}{' LATE' if each.late else ''}"
        for each in lines
    )
    say("\n".join(told) or "nothing is pending")


def _at(at: datetime | None) -> str | None:
    return at.isoformat(timespec="minutes") if at else None


@commands.command("open", epilog="Example: gatekeeper case open MR-2026-00001 --as hollinshade")
def open_command(
    case: CaseName,
    actor: As,
    accept: Annotated[bool, typer.Option("--accept-conditions", help="Accept the conditions of a grant.")] = False,
    council: MaybeSlug = None,
) -> None:
    """Open what is open to that person now; entered in the record before anything is shown."""

    def opened(desk: Desk, asked: str) -> str:
        shown = opening.open_document(desk, asked, accepts_conditions=accept)
        lines = [
            f"{each.passage}: pages {each.pages or 'not given'}, {each.form.replace('_', ' ')}"
            for each in shown.passages
        ]
        return "\n".join(
            [*lines, "the whole document" if shown.whole else "not the whole document", f"entry {shown.entry}"]
        )

    on_case(council, actor, case, opened)


@commands.command(
    "determine", epilog="Example: gatekeeper case determine MR-2026-00001 rulings.yaml --as director-place"
)
def determine_command(case: CaseName, rulings: File, actor: As, council: MaybeSlug = None) -> None:
    """Determine a document passage by passage, from a file. What the law forbids is stopped, and said why."""
    given = read_command(rulings, determine.Rulings)
    on_case(council, actor, case, lambda desk, asked: determine.determine(desk, asked, given))


@commands.command("rule", epilog="Example: gatekeeper case rule MR-2026-00001 rulings.yaml --as monitoring-officer")
def rule_command(case: CaseName, rulings: File, actor: As, council: MaybeSlug = None) -> None:
    """Rule on a dispute, from a file."""
    given = read_command(rulings, determine.Rulings)
    on_case(council, actor, case, lambda desk, asked: disputes.rule(desk, asked, given))


@commands.command("resolve", epilog="Example: gatekeeper case resolve MR-2026-00001 resolution.yaml --as clerk")
def resolve_command(case: CaseName, resolution: File, actor: As, council: MaybeSlug = None) -> None:
    """Enter a committee's or the council's resolution, from a file with its minute."""
    given = read_command(resolution, disputes.Resolution)
    on_case(council, actor, case, lambda desk, asked: disputes.resolve(desk, asked, given))


@commands.command("match", epilog="Example: gatekeeper case match MR-2026-00001 depot-sale --as proper-officer")
def match_command(case: CaseName, document: str, actor: As, council: MaybeSlug = None) -> None:
    """Say which document of the register a description means."""
    with place() as here:
        thing = Here(here, council, actor).names(lambda names: names.thing("document", document))
    on_case(council, actor, case, lambda desk, asked: first.match(desk, asked, thing))


@commands.command("not-held", epilog='Example: gatekeeper case not-held MR-2026-00001 --searched "archive: by title" …')
def not_held_command(
    case: CaseName,
    actor: As,
    words: Text,
    searched: Annotated[list[str], typer.Option(help="where: how; may be given several times.")],
    council: MaybeSlug = None,
) -> None:
    """Record that it is not held or cannot be found, with the searches."""
    parts = [each.partition(":") for each in searched]
    data = {"words": words, "searches": [{"where": where, "how": how.strip() or "looked"} for where, _, how in parts]}
    given = checked("Record not held", data, first.NotHeld)
    on_case(council, actor, case, lambda desk, asked: first.record_not_held(desk, asked, given))


@commands.command("transfer", epilog="Example: gatekeeper case transfer MR-2026-00001 executive --as director-place …")
def transfer_command(
    case: CaseName,
    stage: Annotated[str, typer.Argument(help="The kind of post it goes to, such as director or executive.")],
    actor: As,
    words: Text,
    post: Annotated[str | None, typer.Option(help="The code of the very post, where there are several.")] = None,
    council: MaybeSlug = None,
) -> None:
    """Send it to the right holder; its date of receipt stays."""
    with place() as here:
        to_post = Here(here, council, actor).names(lambda names: names.thing("post", post) if post else None)
    given = checked("Transfer", {"to_stage": stage, "to_post": to_post, "words": words}, first.Transfer)
    on_case(council, actor, case, lambda desk, asked: first.transfer(desk, asked, given))


@commands.command("advise", epilog="Example: gatekeeper case advise MR-2026-00001 advice.yaml --as monitoring-officer")
def advise_command(case: CaseName, advice: File, actor: As, council: MaybeSlug = None) -> None:
    """Give advice, from a file with its words and what it recommends for each passage."""
    given = read_command(advice, conversation.Advising)
    on_case(council, actor, case, lambda desk, asked: conversation.advise(desk, asked, given))


@commands.command(
    "consult", epilog="Example: gatekeeper case consult MR-2026-00001 group_leader --as chief-executive …"
)
def consult_command(case: CaseName, post: str, actor: As, words: Text, council: MaybeSlug = None) -> None:
    """Record that a consultee was heard, and what she said, before the ruling."""
    given = checked("Record a consultation", {"post": post, "words": words}, disputes.Consulting)
    on_case(council, actor, case, lambda desk, asked: disputes.consult(desk, asked, given))


def _say_only(name: str, helps: str, model: Any, step: Callable[[Desk, str, Any], Any]) -> None:
    """Add a command that takes nothing but words."""

    def command(case: CaseName, actor: As, words: Text, council: MaybeSlug = None) -> None:
        given = checked(name.capitalize(), {"words": words}, model)
        on_case(council, actor, case, lambda desk, asked: step(desk, asked, given))

    example = f'Example: gatekeeper case {name} MR-2026-00001 --as hollinshade --words "…"'
    commands.command(name, help=helps, epilog=example)(command)


for _name, _helps, _model, _step in (
    ("ask", "Put a question to the councillor.", conversation.Said, conversation.ask_councillor),
    ("answer", "Answer the question that was put to her.", conversation.Stated, conversation.answer_question),
    ("narrow", "Ask for less.", conversation.Narrowing, conversation.narrow),
    ("note", "Add an officer's note.", conversation.Said, conversation.note),
    ("ask-advice", "Ask the adviser.", conversation.Said, conversation.ask_advice),
    ("statement", "Put one side's case on a dispute in writing.", conversation.Said, conversation.submit_statement),
    ("dispute", "Dispute what was determined.", disputes.Disputing, disputes.dispute),
    ("appeal", "Take a ruling to the next rung.", disputes.Disputing, disputes.appeal),
    ("withdraw", "Withdraw what is pending.", closing.Leaving, closing.withdraw),
    ("interest", "Declare an interest and stand aside.", conversation.Interest, conversation.declare_interest),
):
    _say_only(_name, _helps, _model, _step)


@commands.command("hand-over", epilog="Example: gatekeeper case hand-over MR-2026-00001 --as hollinshade")
def hand_over_command(
    case: CaseName,
    actor: As,
    to: Annotated[str, typer.Option("--to", help="Where it belongs, such as complaint.")] = closing.FOI,
    words: Annotated[str | None, typer.Option("--words", help="Why; it need not be said.")] = None,
    council: MaybeSlug = None,
) -> None:
    """Hand what is left to freedom of information, or something else altogether to where it belongs."""
    given = checked("Hand over", {"to": to, "words": words}, closing.HandingOver)
    on_case(council, actor, case, lambda desk, asked: closing.hand_over(desk, asked, given)[0])


@commands.command("export", epilog="Example: gatekeeper case export MR-2026-00001 --as director-place > case.json")
def export_command(case: CaseName, actor: As, council: MaybeSlug = None) -> None:
    """Print the case as a case file; `gatekeeper assess` on it gives the same decision."""
    with place() as here:
        at = Here(here, council, actor)
        request = at.names(lambda names: names.request(case.partition("/")[0]).id)
        say(json.dumps(at.at_desk(lambda desk: export_case(desk, request)), indent=1, ensure_ascii=False))


@commands.command("refresh", epilog="Example: gatekeeper case refresh")
def refresh_command(council: MaybeSlug = None) -> None:
    """Decide every open case again as of now: what a passing day changes is put on each case."""
    with place() as here:
        for each in here.councils(council):
            changed = run(here.engine, each.id, lambda tx: re_evaluate(tx, every_request(tx), "refresh"))
            say(f"{each.slug}: {len(changed)} changed")
