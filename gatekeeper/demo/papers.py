"""A paper of the demo before it is printed: its title block, its words, and why a page of it is exempt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from gatekeeper.core.case.scalars import page_ranges
from gatekeeper.core.deadlines.words import instant_in_words
from gatekeeper.demo.councils import DemoCouncil, DemoError
from gatekeeper.demo.days import Days

Row = Mapping[str, str]
Rows = Mapping[str, Sequence[Row]]
"""The register's rows by file, such as ``documents``."""

_PAGE = "\n---\n"
_SCHEDULE = "of Part 1 of Schedule 12A to the Local Government Act 1972"


class Block(NamedTuple):
    """A heading or a paragraph."""

    text: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its blocks, and why it is exempt where it is."""

    blocks: tuple[Block, ...]
    exempt: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be printed. ``about`` are the lines of its title block; ``file`` is its path within the folder."""

    council: DemoCouncil
    title: str
    file: str
    about: tuple[str, ...]
    pages: tuple[Page, ...]


def papers_of(council: DemoCouncil, rows: Rows, days: Days) -> tuple[Paper, ...]:
    """Every paper of a council. Raises DemoError where its words are missing or its pages are not those registered."""
    return tuple(_paper(council, document, rows, days) for document in rows["documents"])


def _paper(council: DemoCouncil, document: Row, rows: Rows, days: Days) -> Paper:
    path = council.data / "papers" / f"{document['code']}.txt"
    if not path.is_file():
        raise DemoError(f"{council.slug}: the document {document['code']} has no words; write {path.name}")
    parts = days.resolved(path.read_text(encoding="utf-8")).strip().split(_PAGE)
    if str(len(parts)) != document["page_count"]:
        why = f"{path.name} has {len(parts)} pages and documents.csv says {document['page_count']}"
        raise DemoError(f"{council.slug}: {why}; correct one of them")
    marks = _marks(document, rows)
    pages = tuple(Page(_blocks(part), marks.get(number)) for number, part in enumerate(parts, start=1))
    return Paper(council, document["title"], document["file"], _about(document, rows), pages)


def _blocks(part: str) -> tuple[Block, ...]:
    texts = (" ".join(each.split()) for each in part.split("\n\n") if each.strip())
    return tuple(Block(text.removeprefix("# "), text.startswith("# ")) for text in texts)


def _marks(document: Row, rows: Rows) -> dict[int, str]:
    marks: dict[int, str] = {}
    for passage in _where(rows, "passages", document=document["code"]):
        numbers = [claim["number"] for claim in _where(rows, "paragraphs", passage=passage["code"])]
        if numbers:
            why = f"Not for publication under paragraph{'s' * (len(numbers) > 1)} {' and '.join(numbers)} {_SCHEDULE}."
            marks |= dict.fromkeys(_pages(passage["pages"], int(document["page_count"])), why)
    return marks


def _pages(pages: str, count: int) -> list[int]:
    return [page for first, last in page_ranges(pages) for page in range(first, min(last, count) + 1)]


def _about(document: Row, rows: Rows) -> tuple[str, ...]:
    holders = [f"From: {post['title']}" for post in _where(rows, "posts", code=document["holder_post"])]
    return tuple(_business(link, rows) for link in _where(rows, "links", document=document["code"])) + tuple(holders)


def _business(link: Row, rows: Rows) -> str:
    for decision in _where(rows, "decisions", code=link["decision"] or "-"):
        return f"To: {decision['decider']}, deciding alone"
    (item,) = _where(rows, "items", code=link["item"])
    (body,) = _where(rows, "bodies", code=item["body"])
    for meeting in _where(rows, "meetings", code=item["meeting"] or "-"):
        return f"To: {body['name']}, {instant_in_words(datetime.fromisoformat(meeting['meeting_at']))}"
    return f"To: {body['name']}"


def _where(rows: Rows, name: str, **is_: str) -> list[Row]:
    return [row for row in rows.get(name, ()) if all(row[column] == value for column, value in is_.items())]
