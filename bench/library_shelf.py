"""Fills the library of an invented council: its meetings of many years, and the documents that went to each of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from bench.scale import SEED
from bench.service_register import DIRECTOR
from bench.service_world import NOW, World, clock
from gatekeeper.services.library.shape import Shape, canonical
from gatekeeper.storage import tables
from gatekeeper.storage.adding import add_rows
from gatekeeper.storage.columns import new_id
from gatekeeper.storage.library_pages import Named, Texts, put_texts, put_words
from gatekeeper.storage.library_shelf import Shelved, put_on_shelf
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import Transaction, run

A_MEETING: Final = 25
"""How many documents go to one meeting."""
_PORTION: Final = 2_000
_BODIES: Final[Mapping[str, str]] = {"council": "council", "planning": "committee", "cabinet": "executive"}
_OPEN: Final = {"basis": {"basis": "none"}, "contains": []}
_CLAIM: Final = {"number": 3, "balance": {"result": "maintain", "confirmed_for_this_request": False}}
_SORTS: Final[Sequence[tuple[str, str, str, int]]] = (
    ("report", "public", "none", 50),
    ("minutes", "public", "none", 12),
    ("agenda", "public", "none", 12),
    ("background_paper", "public", "none", 10),
    ("report", "private", "part", 10),
    ("report", "private", "all", 6),
)
"""Kinds of document: how the item is taken, how much of it is exempt, and how many in a hundred are so."""
_WORDS: Final = ("budget", "bridge", "school", "lease", "parking", "library", "housing", "playground")


@dataclass(frozen=True, slots=True)
class _Paper:
    """One invented document."""

    title: str
    shape: Shape
    at: datetime
    body: str
    kind: str
    pages: Sequence[str]


def fill(world: World, documents: int) -> None:
    """Put that many documents on the shelf, as they stand there after an import; always the same but for their ids."""
    made = _papers(random.Random(SEED))
    for _ in range(0, documents, _PORTION):
        some = list(islice(made, min(_PORTION, documents)))
        run(world.engine, world.council_id, lambda tx, papers=some: _add(tx, papers), clock=clock)  # type: ignore[misc]


def _papers(rng: random.Random) -> Iterator[_Paper]:
    """From the newest meeting, three weeks ahead, into the past: one every day and a half."""
    sorts, shares = list(_SORTS), [each[-1] for each in _SORTS]
    at, number = NOW + timedelta(days=21), 0
    while True:
        body = rng.choice(list(_BODIES))
        for kind, access, exempt, _ in rng.choices(sorts, shares, k=A_MEETING):
            number += 1
            words = " ".join(rng.choices(_WORDS, k=3))
            pages = (f"About {words}", *(["rarity"] if number % 5_000 == 1 else []))
            yield _Paper(f"Paper {number} on {words}", _shape(kind, access, exempt, body, at), at, body, kind, pages)
        at -= timedelta(hours=36)


def _shape(kind: str, access: str, exempt: str, body: str, at: datetime) -> Shape:
    link: dict[str, Any] = {"body": body, "body_type": _BODIES[body], "meeting_at": at.isoformat(), "access": access}
    link |= {"fixed_by": "agenda", "papers_with_members": True}
    link |= {"ended_at": (at + timedelta(hours=2)).isoformat()} if at < NOW - timedelta(hours=2) else {}
    held = "both" if body == "cabinet" else "council"
    rest: dict[str, Any] = {"kind": kind, "holder": held, "draft": "final", "copyright": "council"}
    rest |= {"responsible_body": body}
    rest |= {"considered_for_executive_decision": body == "cabinet", "executive_can_call_for_it": body == "cabinet"}
    found = {"council_document": True, "behind_the_accounts": False, "affects_own_ward": False}
    found |= {"marked_exempt": exempt != "none"}
    listed = {"listed_background_paper": kind == "background_paper"}
    passages = [_passage(n, closed=each) for n, each in enumerate({"none": [0], "part": [0, 1], "all": [1]}[exempt])]
    return Shape(canonical([link]), canonical({**rest, **listed, "findings": found, "passages": passages}))


def _passage(number: int, *, closed: int) -> dict[str, Any]:
    found = {"overriding_public_interest": False, "requester_adverse": False}
    found |= {"withheld_as_likely_private": bool(closed)}
    said: dict[str, Any] = {"pages": str(number + 1), "registered": False, "self_planning": False, "findings": found}
    said |= {"confidential": {"basis": "none"}, "contains": ["commercially_confidential"] if closed else []}
    return said | {"paragraphs": [_CLAIM] if closed else [], "negotiation": "live" if closed else "none"}


def _add(tx: Transaction, papers: Sequence[_Paper]) -> None:
    register = Register(tx.session, tx.council_id)
    holder = register.find("post", DIRECTOR)
    bodies = {code: register.find("body", code) for code in _BODIES}
    ids = [new_id() for _ in papers]
    codes = [each.title for each in papers]
    about = {"council_id": tx.council_id, "kind": "document"}
    things = [{"id": thing, "code": code, **about} for thing, code in zip(ids, codes, strict=True)]
    add_rows(tx.session, tables.Thing, *things)
    add_rows(tx.session, tables.Document, *(_row(tx, *each, holder) for each in zip(ids, papers, strict=True)))
    shelved = {thing: _shelved(paper, bodies[paper.body]) for thing, paper in zip(ids, papers, strict=True)}
    put_on_shelf(tx.session, tx.council_id, shelved)
    put_words(tx.session, tx.council_id, {thing: _named(paper) for thing, paper in zip(ids, papers, strict=True)})
    texts = {thing: Texts("", paper.pages, _cover) for thing, paper in zip(ids, papers, strict=True)}
    put_texts(tx.session, tx.council_id, texts)


def _row(tx: Transaction, thing: str, paper: _Paper, holder: str | None) -> dict[str, Any]:
    recorded = {"council_id": tx.council_id, "thing_id": thing, "recorded_at": tx.now, "entry": 0}
    return {**recorded, "title": paper.title, "kind": paper.kind, "holder_post_id": holder}


def _shelved(paper: _Paper, body_id: str | None) -> Shelved:
    passages = json.loads(paper.shape.rest)["passages"]
    parts = [{"ref": f"p{n}", "pages": each["pages"]} for n, each in enumerate(passages)]
    shape = (paper.shape.digest, paper.shape.links, paper.shape.rest)
    return Shelved(
        *shape, paper.at, body_id, paper.body, paper.kind, title_known=True, existence_known=True, parts=parts
    )


def _named(paper: _Paper) -> Named:
    return Named(paper.title, None, _cover, frozenset())


def _cover(page: int) -> int:
    return 1 << (page - 1)
