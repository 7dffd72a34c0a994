"""The same facts under several councils' protocols, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from gatekeeper.core.decision import Decision, PassageResult
from gatekeeper.core.explain.lines import heading, wrapped
from gatekeeper.core.explain.text import passage_line


def side_by_side(decisions: Mapping[str, Decision], ladders: Mapping[str, str]) -> str:
    """What each council's protocol makes of the same facts; ``ladders`` says where a dispute goes, by council."""
    first = next(iter(decisions.values()))
    lines = [*heading(f"{first.case}: the same facts under {len(decisions)} protocols", "="), ""]
    for place, document in enumerate(first.documents):
        lines += heading(f"{document.document}: {document.title}")
        for number, passage in enumerate(document.passages):
            found = {name: d.documents[place].passages[number] for name, d in decisions.items()}
            lines += [f"* {passage.passage}", *_passage(found), ""]
    lines += heading("Where a dispute goes")
    for name, ladder in ladders.items():
        lines += wrapped(f"{name}: {ladder}", 2)
    return "\n".join(lines) + "\n"


def _passage(found: Mapping[str, PassageResult]) -> list[str]:
    lines: list[str] = []
    for name, passage in found.items():
        lines += wrapped(f"{name}: {passage_line(passage)}{_position(passage)}", 4)
        own = [each for each in (passage.common_law.spoke if passage.common_law else ()) if each.rule.startswith(name)]
        for each in own:
            lines += wrapped(f"{each.sentence} [{each.source}; rule {each.rule}]", 8)
    return lines


def _position(passage: PassageResult) -> str:
    position = passage.common_law
    if position is None:
        return ""
    return f"; at common law {position.position.replace('_', ' ')}, determined by {position.determined_by}"
