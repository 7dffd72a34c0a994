"""Commands that decide a case, and that print the vocabulary, the schemas and the version."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from gatekeeper import __version__
from gatekeeper.cli.root import INCIDENT, app
from gatekeeper.cli.say import Council, Format, check_format, instant, say, say_json
from gatekeeper.core.case import case_schema
from gatekeeper.core.decision import Decision
from gatekeeper.core.explain import explain, side_by_side
from gatekeeper.policy.library import law
from gatekeeper.services import rules
from gatekeeper.services.assess import assess, assess_under_all, ladder_in_words, packs
from gatekeeper.services.case_reader import read_case
from gatekeeper.services.records import decision_as_data, decision_schema, record


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
    check_format(format)
    read = read_case(case)
    at = instant(as_at, read.as_at)
    if all_councils:
        _assess_all(read, at, format)
        return
    assessment = assess(read, at, council)
    if record_to is not None:
        record_to.write_text(json.dumps(record(assessment), indent=1, ensure_ascii=False), encoding="utf-8")
    say_json(decision_as_data(assessment.decision)) if format == "json" else say(explain(assessment.decision))
    _end(assessment.decision)


def _assess_all(case: Any, at: datetime, format: str) -> None:
    found = {name: each.decision for name, each in assess_under_all(case, at).items()}
    if format == "json":
        say_json({name: decision_as_data(decision) for name, decision in found.items()})
    else:
        say(explain(assess(case, at).decision))
        say(side_by_side(found, {name: ladder_in_words(packs()[name].pack) for name in found}))
    _end(*found.values())


def _end(*decisions: Decision) -> None:
    if any(passage.incident for each in decisions for document in each.documents for passage in document.passages):
        raise SystemExit(INCIDENT)


@app.command("facts", epilog="Example: gatekeeper facts --format json")
def facts_command(format: Format = "text") -> None:
    """Print the vocabulary: every fact with its question, its values, who supplies it and its source."""
    check_format(format)
    vocabulary = law().vocabulary
    say_json(rules.vocabulary_data(vocabulary)) if format == "json" else say(rules.vocabulary_text(vocabulary))


@app.command("schema", epilog="Example: gatekeeper schema case > case.schema.json")
def schema_command(of: Annotated[str, typer.Argument(help="case or decision")]) -> None:
    """Print the JSON Schema of a case file or of a decision."""
    schemas: dict[str, Callable[[], Any]] = {"case": case_schema, "decision": decision_schema}
    if of not in schemas:
        raise typer.BadParameter(f"there is no schema of {of!r}; use case or decision")
    say_json(schemas[of]())


@app.command("version", epilog="Example: gatekeeper version")
def version_command() -> None:
    """Print the version."""
    say(__version__)
