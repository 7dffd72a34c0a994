"""The asker's cases of the table: she has asked for each paper, and each stands where the table says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gatekeeper.services.cases.conversation import Advising, Said, advise, note
from gatekeeper.services.cases.determine import determine
from gatekeeper.services.cases.disputes import appeal, dispute, rule
from gatekeeper.services.cases.first import match
from gatekeeper.services.cases.submit import Asking, Submitted, submit
from gatekeeper.services.record.checkpointing import take_checkpoint
from gatekeeper.services.record.councils import add_council
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.record_keeping import found_council
from tests.api.calling import Service, service_of, signing_in
from tests.api.files.filing import put
from tests.auth.world import World as Issuer
from tests.databases import database
from tests.documents.papers import paper
from tests.oracle.council import DOCUMENTS, code, planted, the_council
from tests.services.cases.walking import DISPUTING, disputed_ruling, ruled
from tests.services.world_making import Making
from tests.services.worlds import World

ANSWERED_AT_ONCE: Final = frozenset({"public_report", "coming_report", "exempt_3_coming", "executive_decided"})
"""What every member may have as of right: there is nothing to advise on."""
PROGRAM: Final = "importer"
"""A client that is a program."""
ELSEWHERE: Final = "southmere"
"""Another council of the same installation."""


def hidden_in(name: str) -> frozenset[str]:
    """The places of a document and its case in which a word is hidden: not each has all of them."""
    advised = set() if name in ANSWERED_AT_ONCE else {"advice"}
    described = {"described"} if name == "hidden" else set()
    labelled = {"label"} if name == "secret_title" else set()
    return frozenset({"title", "code", "passage", "purpose", "note"} | advised | described | labelled)


CLOSED: Final = ("hidden", "secret_title", "exempt_1_coming", "correspondence")
"""Cases before each sort of officer, on what is kept back the most."""
FILED: Final = ("public_report", "exempt_3_coming", "exempt_1_coming", "hidden", "secret_title")
"""Documents of which a file is kept."""


@dataclass(frozen=True, slots=True)
class Told:
    """The ids of one document and of the asker's case on it."""

    document: str
    request: str
    asked: str


@dataclass
class Matter:
    """The API over the council of the table, with the asker's cases by the name of their document."""

    service: Service
    cases: dict[str, Told]
    folder: Path

    def sign(self) -> None:
        """Sign a checkpoint of the record as it stands, and keep it where the service looks for it."""
        world, outside, keys = self.world, Outside(self.folder / "northmere"), KeyFolder(self.folder / "keys")
        take_checkpoint(world.engine, world.council_id, outside, keys, clock=world.clock)

    @property
    def world(self) -> World:
        """The council."""
        return self.service.world


@contextmanager
def the_matter(backend: str, issuer: Issuer, folder: Path) -> Iterator[Matter]:
    """The council in a database of its own, everything asked, and the API over it."""
    with database(backend, folder) as address:
        engine = open_engine(address)
        world = World(engine, found_council(engine, "northmere"))
        world.make(the_council)
        _another_council(world)
        issuer.use(programs=frozenset({PROGRAM}))
        service, cases = service_of(world, issuer, folder), {name: _asked_for(world, name) for name in DOCUMENTS}
        for name in FILED:
            put(service, code(name), paper_of(name), "proper_officer")
        matter = Matter(service, cases, folder)
        matter.sign()
        yield matter
        engine.dispose()


def paper_of(name: str) -> bytes:
    """The file of a document: four pages with a word hidden on each."""
    word = planted("page", name)
    return paper(4, lambda canvas, page: canvas.drawString(72, 700, f"{word} on page {page}"))


def _another_council(world: World) -> None:
    other = World(world.engine, add_council(world.engine, ELSEWHERE, clock=world.clock).id)

    def make(making: Making) -> None:
        making.council("wbc")
        making.body("council", "council")
        making.councillor("councillor_elsewhere")

    other.make(make)
    signing_in(other)


def _asked_for(world: World, name: str) -> Told:
    """Asked for with a purpose, noted on by the director, advised on, and brought to where it stands."""
    document = world.id("document", code(name))
    done = _submitted(world, name, document)
    asked = done.asked[0]
    if name not in ANSWERED_AT_ONCE:
        world.do("monitoring_officer", lambda desk: advise(desk, asked, Advising(words=planted("advice", name))))
    by = (
        "proper_officer" if name in ANSWERED_AT_ONCE else "monitoring_officer" if name == "confidential" else "director"
    )
    world.do(by, lambda desk: note(desk, asked, Said(words=planted("note", name))))
    if name == "correspondence":
        _appealed(world, asked, code(name))
    return Told(document, done.request_id, asked)


def _submitted(world: World, name: str, document: str) -> Submitted:
    why = planted("purpose", name)
    if name != "hidden":
        return world.do("asker", lambda desk: submit(desk, Asking(documents=(document,), purpose=why)))
    described = Asking(descriptions=(planted("described", name),), purpose=why)
    done = world.do("asker", lambda desk: submit(desk, described))
    world.do("proper_officer", lambda desk: match(desk, done.asked[0], document))
    return done


def _appealed(world: World, asked: str, document: str) -> None:
    world.do("director", lambda desk: determine(desk, asked, ruled("refused", document)))
    world.do("asker", lambda desk: dispute(desk, asked, DISPUTING))
    world.do("monitoring_officer", lambda desk: rule(desk, asked, disputed_ruling("refused", document)))
    world.do("asker", lambda desk: appeal(desk, asked, DISPUTING))
