"""The shape of a document: what of it can touch a decision, and nothing that tells which document it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gatekeeper.core.case import Document, stands_apart
from gatekeeper.core.case.scalars import LAST_PAGE

_OF_NO_WEIGHT: Final = frozenset({"ref", "title", "page_count", "links", "passages", "findings"})
"""What a document says that no fact is derived from, or that is written apart."""
_OF_A_BALANCE: Final = ("result", "confirmed_for_this_request")
_LISTS: Final = ("contains", "contains_not_yet_known")
_UNSAID: Final = "-"


@dataclass(frozen=True, slots=True)
class Shape:
    """What can touch a decision, as canonical JSON: the links to business (None: not complete), and all the rest."""

    links: str | None
    rest: str

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of both."""
        return hashlib.sha256(f"{self.links}\n{self.rest}".encode()).hexdigest()


def shape_of(document: Mapping[str, Any], read: Document) -> Shape:
    """The shape of a document as it is written in a case file, with findings made in general alone, and as read."""
    rest = {name: value for name, value in document.items() if name not in _OF_NO_WEIGHT} | _findings(document)
    passages = document.get("passages")
    if passages:
        pages = _pages(read)
        rest["passages"] = [_passage(each, own) for each, own in zip(passages, pages, strict=True)]
    links = document.get("links")
    return Shape(None if links is None else canonical(links), canonical(rest))


def document_of(links: Sequence[Mapping[str, Any]] | None, rest: Mapping[str, Any], ref: str) -> dict[str, Any]:
    """A document of that shape as a case file writes it, its passages named after it."""
    document: dict[str, Any] = {**rest, "ref": ref, "title": _UNSAID}
    if links is not None:
        document["links"] = list(links)
    if "passages" in rest:
        document["passages"] = [{**each, "ref": f"{ref}-{n}"} for n, each in enumerate(rest["passages"])]
    return document


def canonical(value: object) -> str:
    """The one way in which a value is written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _findings(part: Mapping[str, Any]) -> dict[str, Any]:
    """What was found of it, without who found it, when and why."""
    found = part.get("findings")
    if not found:
        return {}
    return {"findings": {fact: each["value"] if isinstance(each, dict) else each for fact, each in found.items()}}


def _passage(passage: Mapping[str, Any], pages: str) -> dict[str, Any]:
    kept = {name: value for name, value in passage.items() if name not in ("ref", "title", "paragraphs", "findings")}
    kept |= {"pages": pages} | _findings(passage)
    kept |= {name: sorted(passage[name]) for name in _LISTS if name in passage}
    if "paragraphs" in passage:
        kept["paragraphs"] = [_claim(each) for each in passage["paragraphs"]]
    return kept


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    if "balance" not in claim:
        return {"number": claim["number"]}
    balance = {name: value for name, value in claim["balance"].items() if name in _OF_A_BALANCE}
    return {"number": claim["number"], "balance": balance}


def _pages(document: Document) -> list[str]:
    """Other pages for each passage, which tell only what counts: whether it shares one with another passage."""
    parts = document.parts
    return [str(n + 1) if stands_apart(each, parts) else str(LAST_PAGE) for n, each in enumerate(parts)]
