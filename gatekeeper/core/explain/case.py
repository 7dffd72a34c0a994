"""A case in plain text, as the one who reads it may see it: each document, how it stands, why, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from gatekeeper.core.deadlines import LONDON
from gatekeeper.core.deadlines.words import moment_in_words
from gatekeeper.core.explain.lines import heading, wrapped

RULINGS = {
    "granted": "granted",
    "partly_granted": "partly granted",
    "refused": "refused",
    "not_held": "not held or cannot be found",
}
_STATUS = {
    "unmatched": "being matched to a document",
    "open": "open",
    "awaiting_councillor": "awaiting the councillor's answer",
    "awaiting_advice": "awaiting advice",
    "determined": "determined",
    "withdrawn": "withdrawn",
}


def tell_case(view: Mapping[str, Any], *, timeline: bool = True) -> str:
    """The case as ``read_case`` gives it, in lines of at most 100 characters. Ends with a new line."""
    lines = [*heading(f"{view['reference']} (as the {view['seen_as']} sees it)", "=")]
    lines += [f"Received {_moment(view['received_at'])}."]
    if view["handed_over_at"]:
        lines += wrapped(f"Handed over to freedom of information {_moment(view['handed_over_at'])}; receipt as above.")
    for document in view["documents"]:
        lines += ["", *_document(document)]
    if timeline:
        lines += ["", *heading("What happened"), *_timeline(view["timeline"])]
    return "\n".join(lines) + "\n"


def tell_check(view: Mapping[str, Any]) -> str:
    """What ``pre_check_view`` gives, in lines of at most 100 characters. Ends with a new line."""
    lines: list[str] = []
    for document in view["documents"]:
        lines += [*heading(str(document["called"])), *wrapped(str(document["summary"]))]
        lines += [*_passages_and_dues(document), ""]
    return "\n".join(lines)


def _document(document: Mapping[str, Any]) -> Iterator[str]:
    yield from heading(str(document["called"]))
    ruling = f", {RULINGS[document['ruling']]}" if document["ruling"] else ""
    yield from wrapped(f"{_STATUS[document['status']].capitalize()}{ruling}; with {document['with']}.")
    yield from _passages_and_dues(document)


def _passages_and_dues(document: Mapping[str, Any]) -> Iterator[str]:
    for passage in document["passages"]:
        yield from _passage(passage)
    for due in document.get("due", ()):
        late = " - LATE" if due["late"] else ""
        yield from wrapped(f"Due {due['in_words']}{late}: {due['what']} ({due['source']}).")


def _passage(passage: Mapping[str, Any]) -> Iterator[str]:
    ruling = passage["ruling"]
    yield from wrapped(f"* {passage['passage']}, pages {passage['pages'] or 'not given'}: {_standing(passage)}")
    yield from wrapped(f"by right: {'; '.join(passage['opened_by'])}", 4) if passage["opened_by"] else ()
    for reason in passage["reasons"][:2] if ruling is None else ():
        yield from wrapped(f"- {reason}", 4)
    if passage.get("held_back"):
        yield from wrapped(passage["held_back"], 4)
    if ruling is not None:
        yield from _ruling(ruling)


def _standing(passage: Mapping[str, Any]) -> str:
    ruling = passage["ruling"]
    if ruling is None or passage["outcome"] == "Available now":
        return str(passage["outcome"])
    form = f", {ruling['form'].replace('_', ' ')}" if ruling["form"] else ""
    return f"{RULINGS[ruling['ruling']]}{form}"


def _ruling(ruling: Mapping[str, Any]) -> Iterator[str]:
    deputy = " (deputising)" if ruling["deputising"] else ""
    yield from wrapped(f"ruled by the {ruling['by'].replace('_', ' ')}{deputy}, {_moment(ruling['at'])}", 4)
    yield from wrapped(f"reasons: {ruling['reasons']}", 4)
    for name, what in (("authority", "authority"), ("conditions", "on condition"), ("alternatives", "also considered")):
        if ruling[name]:
            yield from wrapped(f"{what}: {', '.join(str(each).replace('_', ' ') for each in ruling[name])}", 4)
    for flag in ruling["flags"]:
        yield from wrapped(f"noted: {flag}", 4)


def _timeline(lines: Any) -> Iterator[str]:
    for line in lines:
        yield from wrapped(f"{_moment(line['at'])}: {line['action'].replace('_', ' ')} (entry {line['entry']})")
        yield from _said(line["words"])


def _said(words: str | Mapping[str, str] | None) -> Iterator[str]:
    if isinstance(words, Mapping):
        for passage, reasons in words.items():
            yield from wrapped(f"{passage}: {reasons}", 4)
        return
    for part in (words or "").splitlines():
        yield from wrapped(part, 4)


def _moment(instant: str) -> str:
    return moment_in_words(datetime.fromisoformat(instant).astimezone(LONDON))
