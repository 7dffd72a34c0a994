"""What two protocols say, topic by topic, where they do not say the same."""

from __future__ import annotations

from gatekeeper.core.explain.lines import wrapped
from gatekeeper.core.pack import TOPICS, Clause, Pack


def protocols_apart(one: Pack | None, other: Pack | None) -> str:
    """The clauses of each side on every topic on which the two differ; empty where neither has a protocol."""
    lines: list[str] = []
    for topic in TOPICS:
        first, second = _said(one, topic), _said(other, topic)
        if [sentence for sentence, _ in first] != [sentence for sentence, _ in second]:
            lines += [f"{topic.replace('_', ' ')}:", *_lines(one, first), *_lines(other, second)]
    return "\n".join(lines)


def _said(pack: Pack | None, topic: str) -> list[tuple[str, str]]:
    if pack is None:
        return []
    value = getattr(pack, topic)
    clauses = value if isinstance(value, tuple) else (value,)
    silent = [(f"silent: {each.applies}", "") for each in pack.silent if each.topic == topic]
    return [(clause.sentence, clause.cite) for clause in clauses if isinstance(clause, Clause)] or silent


def _lines(pack: Pack | None, said: list[tuple[str, str]]) -> list[str]:
    name = pack.id if pack else "the law alone"
    shown = [f"{sentence} [{cite}]" if cite else sentence for sentence, cite in said] or ["nothing of its own"]
    return [line for text in shown for line in wrapped(f"{name}: {text}", 2)]
