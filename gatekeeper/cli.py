"""The command line: assess a case, read and check the rules, replay a stored decision."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from gatekeeper import __version__
from gatekeeper.core.case import CaseErrors, case_schema
from gatekeeper.core.deadlines import DeadlineError
from gatekeeper.core.decision import Decision
from gatekeeper.core.explain import explain, side_by_side
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import law
from gatekeeper.services import proof, rules
from gatekeeper.services.assess import UnknownCouncil, assess, assess_under_all, ladder_in_words, packs
from gatekeeper.services.case_reader import read_case
from gatekeeper.services.coverage import coverage_text
from gatekeeper.services.records import RecordError, decision_as_data, decision_schema, record, replay

EXIT_CODES = """
Exit codes: 0 done; 1 a check, comparison or replay failed; 2 the command or an input file was refused;
3 the rules themselves were refused; 4 a decision was made but an internal error referred part of it to a person.
"""
DONE, FAILED, REFUSED, RULES_REFUSED, INCIDENT = range(5)

app = typer.Typer(
    help=f"Decide councillors' requests to see council documents, with every reason.\n\n{EXIT_CODES}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
policies = typer.Typer(
    help="Read, check, prove and compare the written rules.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(policies, name="policies")

Format = Annotated[str, typer.Option("--format", help="text for people, json for programs.")]
Council = Annotated[str | None, typer.Option("--council", help="The id of a council's pack, such as east_devon.")]
OnDay = Annotated[str | None, typer.Option("--on", help="The day whose rules apply, as 2026-11-23; left out: today.")]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line (of this process, if none is given). Always ends in SystemExit with an exit code.

    Every expected failure is one clear message on standard error.
    """
    try:
        app(args=arguments, prog_name="gatekeeper")
    except (CaseErrors, UnknownCouncil, rules.UnknownRule, RecordError, DeadlineError, proof.ProverMissing) as error:
        _refuse(str(error), REFUSED)
    except PolicyError as error:
        _refuse(f"The rules were refused. {error}", RULES_REFUSED)


def _refuse(message: str, code: int) -> None:
    sys.stderr.write(message.rstrip() + "\n")
    raise SystemExit(code)


def _say(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _json(data: Any) -> None:
    _say(json.dumps(data, indent=2, ensure_ascii=False))


def _instant(text: str | None, fallback: datetime | None) -> datetime:
    if text is None:
        return fallback or datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise typer.BadParameter(f"{text!r} is not an instant with a zone; write it as 2026-11-23T10:00:00+00:00")
    return found


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-11-23") from None


def _check_format(name: str) -> None:
    if name not in ("text", "json"):
        raise typer.BadParameter(f"there is no format {name!r}; use text or json")


@app.command("assess", epilog="Example: gatekeeper assess examples/land-sale.yaml --council east_devon")
def assess_command(
    case: Annotated[Path, typer.Argument(help="The case file, YAML or JSON (docs/case-file.md).")],
    council: Council = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="The instant to decide for, with its zone.")] = None,
    format: Format = "text",
    all_councils: Annotated[bool, typer.Option("--all-councils", help="The same facts under every pack.")] = False,
    record_to: Annotated[
        Path | None, typer.Option("--record", help="Also store a record that can be replayed.")
    ] = None,
) -> None:
    """Decide a case and say why, passage by passage and route by route."""
    _check_format(format)
    read = read_case(case)
    at = _instant(as_at, read.as_at)
    if all_councils:
        _assess_all(read, at, format)
        return
    assessment = assess(read, at, council)
    if record_to is not None:
        record_to.write_text(json.dumps(record(assessment), indent=1, ensure_ascii=False), encoding="utf-8")
    _json(decision_as_data(assessment.decision)) if format == "json" else _say(explain(assessment.decision))
    _end(assessment.decision)


def _assess_all(case: Any, at: datetime, format: str) -> None:
    found = {name: each.decision for name, each in assess_under_all(case, at).items()}
    if format == "json":
        _json({name: decision_as_data(decision) for name, decision in found.items()})
    else:
        _say(explain(assess(case, at).decision))
        _say(side_by_side(found, {name: ladder_in_words(packs()[name].pack) for name in found}))
    _end(*found.values())


def _end(*decisions: Decision) -> None:
    if any(passage.incident for each in decisions for document in each.documents for passage in document.passages):
        raise SystemExit(INCIDENT)


@app.command("facts", epilog="Example: gatekeeper facts --format json")
def facts_command(format: Format = "text") -> None:
    """Print the vocabulary: every fact with its question, its values, who supplies it and its source."""
    _check_format(format)
    vocabulary = law().vocabulary
    _json(rules.vocabulary_data(vocabulary)) if format == "json" else _say(rules.vocabulary_text(vocabulary))


@app.command("schema", epilog="Example: gatekeeper schema case > case.schema.json")
def schema_command(of: Annotated[str, typer.Argument(help="case or decision")]) -> None:
    """Print the JSON Schema of a case file or of a decision."""
    schemas: dict[str, Callable[[], Any]] = {"case": case_schema, "decision": decision_schema}
    if of not in schemas:
        raise typer.BadParameter(f"there is no schema of {of!r}; use case or decision")
    _json(schemas[of]())


@app.command("replay", epilog="Example: gatekeeper replay record.json (written by assess --record)")
def replay_command(record_file: Annotated[Path, typer.Argument(help="A record written by assess --record.")]) -> None:
    """Decide a stored case again under its own edition; the answer must be identical."""
    try:
        stored = json.loads(record_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordError(f"{record_file.name} cannot be read as a record: {error}") from error
    found = replay(stored)
    for place in found.differences:
        _say(f"differs: {place}")
    if found.calendars_changed:
        _say("the calendars have changed since: a proclaimed holiday or a new list of bank holidays")
    _say("identical" if found.identical else f"{len(found.differences)} differences")
    raise SystemExit(DONE if found.identical else FAILED)


@app.command("version", epilog="Example: gatekeeper version")
def version_command() -> None:
    """Print the version."""
    _say(__version__)


@policies.command("check", epilog="Example: gatekeeper policies check")
def check_command(on: OnDay = None) -> None:
    """Check everything written: syntax, sources, dates, facts, packs and every worked case."""
    _checked(rules.check(_day(on)))


@policies.command("cases", epilog="Example: gatekeeper policies cases --on 2026-11-23")
def cases_command(on: OnDay = None) -> None:
    """Run every worked case of the law and of the packs, under both evaluators."""
    _checked(rules.run_every_case(_day(on)))


def _checked(found: rules.Checked) -> None:
    for problem in found.problems:
        _say(problem)
    _say("; ".join(f"{name}: {count}" for name, count in found.counts.items()))
    _say(f"{len(found.problems)} problems")
    raise SystemExit(FAILED if found.problems else DONE)


@policies.command("list", epilog="Example: gatekeeper policies list")
def list_command() -> None:
    """Print the id and sentence of every rule."""
    _say("\n".join(f"{rule.id}: {rule.sentence} [{rule.source}]" for rule in rules.all_rules().values()))


@policies.command("coverage", epilog="Example: gatekeeper policies coverage > docs/law-rules.md")
def coverage_command() -> None:
    """Print where each rule of the statement of law is encoded, or why it is left to a person or a later release."""
    _say(coverage_text())


@policies.command("explain", epilog="Example: gatekeeper policies explain lga_1972_s100f_1")
def explain_command(rule: Annotated[str, typer.Argument(help="The id of a rule.")]) -> None:
    """Explain one rule: its words, source, conditions in plain English, dates and worked cases."""
    _say(rules.explain_rule(rule))


@policies.command("analyse", epilog="Example: gatekeeper policies analyse --council wbc")
def analyse_command(council: Council = None, on: OnDay = None) -> None:
    """Prove that every rule counts and that the invariants of law hold; a witness case where one does not."""
    _report(proof.analyse(_day(on), council))


@policies.command("compare", epilog="Example: gatekeeper policies compare county east_devon@2026-01-01")
def compare_command(
    first: Annotated[str, typer.Argument(help="A pack id or 'law', with @DAY for the edition of a day.")],
    second: Annotated[str, typer.Argument(help="The other one.")],
) -> None:
    """Compare two councils, or two editions of one: a witness case for each kind of difference."""
    _report(proof.compare(_edition_name(first), _edition_name(second)))


def _edition_name(text: str) -> tuple[str | None, date]:
    name, _, day = text.partition("@")
    return (None if name == "law" else name), _day(day or None)


@policies.command("mutants", epilog="Example: gatekeeper policies mutants")
def mutants_command(on: OnDay = None) -> None:
    """Spoil each rule in turn; a worked case must notice each spoiling."""
    _report(proof.mutants(_day(on)))


def _report(found: Any) -> None:
    _say(found.as_text())
    raise SystemExit(DONE if found.ok else FAILED)
