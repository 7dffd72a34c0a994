"""What filing a case needs everywhere: names for its things, its bodies, and findings about them."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.core.case.findings import Findings, SignedFinding
from gatekeeper.core.facts import Value
from gatekeeper.services.evidence.parts import told
from gatekeeper.storage import tables
from gatekeeper.storage.columns import UNKNOWN
from gatekeeper.storage.register import Changes


@dataclass(frozen=True, slots=True)
class Filing:
    """A case being filed. ``prefix`` begins the code of each of its things."""

    changes: Changes
    prefix: str

    def name(self, kind: str, code: object) -> str:
        """The id of one thing of the case."""
        return self.changes.name(kind, f"{self.prefix}{code}")

    def body(self, name: str, kind: str | None) -> str:
        """The id of a body, added where it is not there; bodies of one name and different kinds are told apart."""
        thing = self.changes.name("body", f"{self.prefix}{name}/{kind or UNKNOWN}")
        self.changes.put(tables.Body, thing, name=name, type=kind or UNKNOWN)
        return thing


def value_as_word(value: Value) -> str:
    """A finding's value as the register keeps it: true, false, unknown, or the fact's own word."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value or UNKNOWN


def word_as_value(word: str) -> bool | str:
    """A finding's value as a case file writes it."""
    return {"true": True, "false": False}.get(word, word)


def file_findings(filing: Filing, level: str, subject: str, findings: Findings | None, request: str | None) -> None:
    """Add what was found of one thing, for one request or in general."""
    for fact, finding in (findings or {}).items():
        signed = isinstance(finding, SignedFinding)
        says = told(finding, tables.Finding, {"value": "-"}) if isinstance(finding, SignedFinding) else {}
        value = finding.value if isinstance(finding, SignedFinding) else finding
        thing = filing.changes.name("finding", f"{subject}/{fact}/{request or ''}")
        about = {"level": level, "subject_id": subject, "request_id": request, "fact": fact}
        filing.changes.put(tables.Finding, thing, **about, value=value_as_word(value), signed=signed, **says)
