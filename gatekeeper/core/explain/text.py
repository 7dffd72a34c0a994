"""The whole decision as plain text: outcome first, then why, by when, what would change it, and every route tried."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gatekeeper.core.deadlines import LONDON
from gatekeeper.core.deadlines.words import moment_in_words
from gatekeeper.core.decision import Decision, DocumentResult, PassageResult, Spoke, Task
from gatekeeper.core.decision.summary import OUTCOMES
from gatekeeper.core.explain.lines import heading, wrapped
from gatekeeper.core.explain.routes import failed_routes, idle_routes, open_routes, route_title, tells

TITLES = {
    "proper_officer": "the proper officer",
    "executive": "the executive",
    "chief_finance_officer": "the chief finance officer",
    "combined_authority": "the combined authority",
    "statutory_officer": "the statutory officer who made it",
    "foi_officer": "the freedom of information officer",
    "monitoring_officer": "the monitoring officer",
    "data_protection_officer": "the data protection officer",
    "director": "the director who holds it",
    "councillor": "the councillor",
    "register": "the register",
}


def explain(decision: Decision) -> str:
    """The decision in full. Ends with a new line."""
    lines = [*heading(decision.case, "="), f"Council: {decision.council}" + _pack(decision)]
    lines += [
        f"Decided for {moment_in_words(local_time(decision.as_at))} ({decision.as_at}).",
        f"Edition of the rules: {decision.edition}.",
        LEGEND,
        "",
    ]
    for document in decision.documents:
        lines += _document(document, local_time(decision.as_at))
    return "\n".join(lines) + "\n"


LEGEND = "Marks: + for opening, - against, = open by, x did not open it, ~ would change it, ? asked, > owed."


def local_time(instant: str) -> datetime:
    """An instant as the clocks in London show it."""
    return datetime.fromisoformat(instant).astimezone(LONDON)


def _pack(decision: Decision) -> str:
    return f" (its own protocol: pack {decision.pack})" if decision.pack else " (no protocol of its own applied)"


def _document(document: DocumentResult, as_at: datetime) -> list[str]:
    lines = [*heading(f"{document.document}: {document.title}"), document.summary, ""]
    for passage in document.passages:
        lines += [*_passage(passage, as_at), ""]
    return [*lines, *idle_routes(document), ""]


def _passage(passage: PassageResult, as_at: datetime) -> list[str]:
    after = " after redaction" if passage.after_redaction else ""
    label = f" {passage.label}," if passage.label else ""
    name = f"* {passage.passage}:{label} {_pages(passage.pages)}: {OUTCOMES[passage.outcome].upper()}{after}"
    lines = [*wrapped(name), *wrapped(passage.summary, 2)]
    lines += wrapped(f"What is said to forbid it: {passage.prohibition}.", 2) if passage.prohibition else []
    lines += _reasons("Why", passage.reasons)
    lines += open_routes(passage, as_at)
    lines += _common_law(passage)
    lines += _asks(passage)
    lines += failed_routes(passage, as_at)
    lines += _tasks("Also owed", passage.tasks)
    lines += _tasks("Whatever is still withheld", passage.fallback)
    lines += _reasons("Reminder", passage.notices[:1]) + _reasons("Warning to the custodian", passage.warnings[:1])
    return lines


def _pages(pages: str) -> str:
    if pages in ("", "whole"):
        return "the whole document"
    return f"pages {pages}" if "-" in pages or "," in pages else f"page {pages}"


def _reasons(title: str, spoke: Iterable[Spoke]) -> list[str]:
    found = tuple(spoke)
    if not found:
        return []
    told = tuple(each for each in found if tells(each)) or found
    lines = [f"  {title}:"]
    for each in told:
        waits = f" (waits for: {', '.join(each.waits_for)})" if each.waits_for else ""
        mark = "+ " if each.side == "for" else "- "
        lines += wrapped(f"{each.sentence} [{each.source}; rule {each.rule}]{waits}", 4, mark)
    resting = [each.rule for each in found if each not in told]
    return lines + (wrapped(f"Resting on: {', '.join(resting)}.", 4) if resting else [])


def _common_law(passage: PassageResult) -> list[str]:
    position = passage.common_law
    if position is None:
        return []
    who = f"determined by {position.determined_by}; advice from {position.advised_by}"
    lines = wrapped(f"At common law: {position.position.replace('_', ' ')} ({who}).", 2)
    if position.position == "depends":
        lines += wrapped(f"Still possible: {', '.join(each.replace('_', ' ') for each in position.could_be)}.", 4)
    if position.least_form:
        lines += wrapped(f"Least intrusive form found sufficient: {position.least_form}.", 4)
    if position.conditions_allowed:
        lines += wrapped("Reasonable conditions may be set here; on a statutory right none may.", 4)
    return lines


def _asks(passage: PassageResult) -> list[str]:
    if not passage.asks:
        return []
    lines = ["  Questions that would decide it:"]
    for ask in passage.asks:
        who = TITLES.get(ask.supplier, ask.supplier.replace("_", " "))
        lines += wrapped(f"{ask.question} (asked of {who}, {ask.due}) [{ask.fact}; {ask.source}]", 4, "? ")
    return lines


def _tasks(title: str, tasks: tuple[Task, ...]) -> list[str]:
    if not tasks:
        return []
    lines = [f"  {title}:"]
    for task in tasks:
        lines += wrapped(f"{TITLES.get(task.owner, task.owner)}: {task.what}{_by(task)}.", 4, "> ")
        for rule in task.rules[:1]:
            lines += wrapped(f"{rule.sentence} [{rule.source}; rule {rule.rule}]", 6)
    return lines


def _by(task: Task) -> str:
    return f", by {task.clocks[0]['in_words']}" if task.clocks and task.clocks[0]["in_words"] else ""


def passage_line(passage: PassageResult) -> str:
    """One line on a passage, for tables: outcome and by which routes."""
    by = ", ".join(route_title(passage, name) for name in passage.opened_by)
    after = " after redaction" if passage.after_redaction else ""
    return f"{OUTCOMES[passage.outcome]}{after}" + (f" ({by})" if by else "")
