"""Where each rule of the statement of law is encoded, or why it is left to a person or to a later release."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.core.rules import Rule
from gatekeeper.locate import locate
from gatekeeper.policy.library import law
from gatekeeper.policy.vocabulary import read_toml

HEAD = """# Where each rule of the statement of law is encoded

The rules are those of [the statement of law](law/statement-of-law.md), section 6.4. This page is printed by
`gatekeeper policies coverage`; a test holds it to what the rules say of themselves.
"""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A rule of the statement of law that no policy row encodes: where it is instead, and why."""

    id: str
    where: str
    because: str


def encoded() -> dict[str, list[Rule]]:
    """The policy rows that encode each rule of the statement of law, by its id."""
    found: dict[str, list[Rule]] = {}
    for rule in law().rules:
        for name in rule.law_rules:
            found.setdefault(name, []).append(rule)
    return found


def elsewhere() -> tuple[Elsewhere, ...]:
    """The rules that no row encodes."""
    return tuple(Elsewhere(**entry) for entry in read_toml(locate("policies") / "law_elsewhere.toml")["rule"])


def coverage_text() -> str:
    """The whole table, as Markdown."""
    rows = {name: _encoded_row(name, rules) for name, rules in encoded().items()}
    rows.update({each.id: f"| {each.id} | {each.where} | {each.because} |" for each in elsewhere()})
    lines = [HEAD, "| rule | encoded in | by |", "|---|---|---|", *(rows[name] for name in sorted(rows))]
    return "\n".join(lines) + "\n"


def _encoded_row(name: str, rules: list[Rule]) -> str:
    files = sorted({rule.place.split(":")[0] for rule in rules})
    shown = ", ".join(f"`{rule.id}`" for rule in rules[:4])
    more = f" and {len(rules) - 4} more" if len(rules) > 4 else ""
    return f"| {name} | {', '.join(files)} | {shown}{more} |"
