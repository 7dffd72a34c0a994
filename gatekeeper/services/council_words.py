"""What a council calls itself and its people: its name from the register, the words of the protocol it has adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from weakref import WeakKeyDictionary

from gatekeeper.core.deadlines import local_date
from gatekeeper.core.pack import Pack
from gatekeeper.services.cases.council import pack_on
from gatekeeper.services.cases.errors import NotThere
from gatekeeper.storage import tables
from gatekeeper.storage.councils import Glance, council_id_of, glance, glance_in
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine


@dataclass(frozen=True, slots=True)
class CouncilWords:
    """A council's own words. ``pack`` is the id of its protocol, None where it has adopted none that is installed."""

    council: str
    pack: str | None
    protocol: str | None
    councillor: str = "councillor"
    officer: str = "officer"
    director: str = "director"
    exempt_paper: str = "exempt paper"
    monitoring_officer: str = "Monitoring Officer"
    chief_executive: str = "Chief Executive"
    proper_officer: str = "Proper Officer"


_KEPT: Final[WeakKeyDictionary[Engine, dict[tuple[Glance | None, date], CouncilWords]]] = WeakKeyDictionary()
"""Each council's words under the mark of its register by which they were worked out: another mark is another key."""
_MOST_KEPT: Final = 500


def council_words(engine: Engine, slug: str, at: datetime) -> CouncilWords:
    """The words of the council of that slug on that day. Raises NotThere.

    They are worked out once a day, and again once the register says anything else.
    """
    kept, seen, on = _KEPT.setdefault(engine, {}), glance(engine, slug), local_date(at)
    known = kept.get((seen, on))
    if known is None:
        with reading(engine) as session:
            council = council_id_of(session, slug)
            if council is None:
                raise NotThere
            known, now = _said(Register(session, council), slug, on), glance_in(session, council)
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[now, on] = known
    return known


def _said(register: Register, slug: str, on: date) -> CouncilWords:
    rows, pack = register.all(tables.CouncilParticulars), pack_on(register, on)
    name = rows[0].name if rows else slug
    return CouncilWords(name, None, None) if pack is None else _words(name, pack)


def _words(name: str, pack: Pack) -> CouncilWords:
    own = {
        post: stage.title.removeprefix("the ").removeprefix("The ")
        for stage in pack.ladder
        if (post := stage.post) in ("monitoring_officer", "chief_executive")
    }
    said = pack.words
    return CouncilWords(
        name, pack.id, pack.protocol, said.councillor, said.officer, said.director, said.exempt_paper, **own
    )
