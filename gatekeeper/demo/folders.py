"""Writes a council of the demo as a folder to be imported: its register as CSV files, and its papers as PDF files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gatekeeper.demo.councils import DemoCouncil, council_of
from gatekeeper.demo.days import Days, days_from
from gatekeeper.demo.documents import write_pdf
from gatekeeper.demo.papers import Rows, papers_of


def folder(slug: str, today: date, into: Path) -> Path:
    """Write the council's import folder below ``into``, as from ``today``; the folder written.

    The same day gives the same bytes. Raises DemoError for a council that the demo has not.
    """
    council, days = council_of(slug), days_from(today)
    texts, target = register_texts(council, days), into / slug
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="")
    for paper in papers_of(council, rows_of(texts), days):
        path = target / paper.file
        path.parent.mkdir(parents=True, exist_ok=True)
        write_pdf(paper, path)
    return target


def register_texts(council: DemoCouncil, days: Days) -> dict[str, str]:
    """Each CSV file of a council by its name, with every day written out. Raises DemoError for a day it cannot read."""
    return {path.name: days.resolved(path.read_text(encoding="utf-8")) for path in sorted(council.data.glob("*.csv"))}


def rows_of(texts: Mapping[str, str]) -> Rows:
    """The rows of each file, by the file's name without its ending."""
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}
