"""Commands by which people find things of a case: classify, confirm a balance, find, answer for the executive."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.case_desk import As, CaseName, File, Here, Text, on_case
from gatekeeper.cli.place import MaybeSlug, place
from gatekeeper.services.cases import executive, found
from gatekeeper.services.cases.files import checked, read_command
from gatekeeper.services.cases.lookup import Lookup

commands = typer.Typer()


@commands.command(
    "classify", epilog="Example: gatekeeper case classify MR-2026-00001 annex-a claims.yaml --as proper-officer"
)
def classify_command(case: CaseName, passage: str, claims: File, actor: As, council: MaybeSlug = None) -> None:
    """Classify a passage, from a file with every paragraph claimed and its balance."""
    given = read_command(claims, found.Classification)
    with place() as here:
        thing = Here(here, council, actor).names(lambda names: names.thing("passage", passage))
    on_case(council, actor, case, lambda desk, asked: found.classify(desk, asked, thing, given.claims))


@commands.command("confirm", epilog="Example: gatekeeper case confirm MR-2026-00001 annex-a 3 --as proper-officer …")
def confirm_command(
    case: CaseName,
    passage: str,
    paragraph: int,
    actor: As,
    words: Text,
    answer: str = "true",
    council: MaybeSlug = None,
) -> None:
    """Confirm (or, with --answer false, do not) that the balance of a paragraph still holds for this request."""
    with place() as here:
        thing = Here(here, council, actor).names(lambda names: found.paragraph_of(names, passage, paragraph))
    data = {"paragraph": thing, "confirmed": answer, "reasons": words}
    given = checked("Confirm", data, found.Confirmation)
    on_case(council, actor, case, lambda desk, asked: found.confirm_balance(desk, asked, given))


@commands.command(
    "find", epilog="Example: gatekeeper case find MR-2026-00001 reasonably_necessary true --as director-place"
)
def find_command(
    case: CaseName,
    fact: Annotated[str, typer.Argument(help="The name of a fact (gatekeeper facts).")],
    value: Annotated[str, typer.Argument(help="true, false, unknown, or one of the fact's words.")],
    actor: As,
    of: Annotated[str, typer.Option("--of", help="request, or document:CODE, or passage:CODE.")] = "request",
    words: Annotated[str | None, typer.Option("--words", help="Why.")] = None,
    council: MaybeSlug = None,
) -> None:
    """Record what a person found, for this request alone; only the person whose finding it is can."""
    level, _, code = of.partition(":")

    def subject(names: Lookup) -> str:
        return names.thing(level, code) if code else names.request(case.partition("/")[0]).id

    with place() as here:
        thing = Here(here, council, actor).names(subject)
    data = {"level": level, "subject": thing, "fact": fact, "value": value, "reasons": words}
    given = checked("Record a finding", data, found.Found)
    on_case(council, actor, case, lambda desk, asked: found.find(desk, asked, given))


@commands.command("executive", epilog="Example: gatekeeper case executive MR-2026-00001 answer.yaml --as leader")
def executive_command(case: CaseName, answer: File, actor: As, council: MaybeSlug = None) -> None:
    """Answer a scrutiny member for the executive (reg 17), from a file with relevance and reasons to the committee."""
    given = read_command(answer, executive.ExecutiveAnswer)
    on_case(council, actor, case, lambda desk, asked: executive.answer_for_executive(desk, asked, given))
