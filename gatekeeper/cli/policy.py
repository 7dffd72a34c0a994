"""Commands about the written rules: to read, check, prove and compare them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from gatekeeper.cli.root import DONE, FAILED
from gatekeeper.cli.say import Council, OnDay, day, say
from gatekeeper.services import proof, rules
from gatekeeper.services.coverage import coverage_text
from gatekeeper.services.workflow import workflow_text

policies = typer.Typer(
    help="Read, check, prove and compare the written rules.", no_args_is_help=True, rich_markup_mode=None
)


@policies.command("check", epilog="Example: gatekeeper policies check")
def check_command(on: OnDay = None) -> None:
    """Check everything written: syntax, sources, dates, facts, packs and every worked case."""
    _checked(rules.check(day(on)))


@policies.command("cases", epilog="Example: gatekeeper policies cases --on 2026-11-23")
def cases_command(on: OnDay = None) -> None:
    """Run every worked case of the law and of the packs, under both evaluators."""
    _checked(rules.run_every_case(day(on)))


def _checked(found: rules.Checked) -> None:
    for problem in found.problems:
        say(problem)
    say("; ".join(f"{name}: {count}" for name, count in found.counts.items()))
    say(f"{len(found.problems)} problems")
    raise SystemExit(FAILED if found.problems else DONE)


@policies.command("list", epilog="Example: gatekeeper policies list")
def list_command() -> None:
    """Print the id and sentence of every rule."""
    say("\n".join(f"{rule.id}: {rule.sentence} [{rule.source}]" for rule in rules.all_rules().values()))


@policies.command("workflow", epilog="Example: gatekeeper policies workflow > docs/who-may-do-what.md")
def workflow_command() -> None:
    """Print who may do what with an asked document, from the moves and the permissions themselves."""
    say(workflow_text())


@policies.command("coverage", epilog="Example: gatekeeper policies coverage > docs/law-rules.md")
def coverage_command() -> None:
    """Print where each rule of the statement of law is encoded, or why it is left to a person or a later release."""
    say(coverage_text())


@policies.command("explain", epilog="Example: gatekeeper policies explain lga_1972_s100f_1")
def explain_command(rule: Annotated[str, typer.Argument(help="The id of a rule.")]) -> None:
    """Explain one rule: its words, source, conditions in plain English, dates and worked cases."""
    say(rules.explain_rule(rule))


@policies.command("analyse", epilog="Example: gatekeeper policies analyse --council wbc")
def analyse_command(council: Council = None, on: OnDay = None) -> None:
    """Prove that every rule counts and that the invariants of law hold; a witness case where one does not."""
    _report(proof.analyse(day(on), council))


@policies.command("compare", epilog="Example: gatekeeper policies compare county east_devon@2026-01-01")
def compare_command(
    first: Annotated[str, typer.Argument(help="A pack id or 'law', with @DAY for the edition of a day.")],
    second: Annotated[str, typer.Argument(help="The other one.")],
) -> None:
    """Compare two councils, or two editions of one: a witness case for each kind of difference."""
    _report(proof.compare(_edition_name(first), _edition_name(second)))


def _edition_name(text: str) -> tuple[str | None, date]:
    name, _, on = text.partition("@")
    return (None if name == "law" else name), day(on or None)


@policies.command("mutants", epilog="Example: gatekeeper policies mutants")
def mutants_command(on: OnDay = None) -> None:
    """Spoil each rule in turn; a worked case must notice each spoiling."""
    _report(proof.mutants(day(on)))


def _report(found: Any) -> None:
    say(found.as_text())
    raise SystemExit(DONE if found.ok else FAILED)
