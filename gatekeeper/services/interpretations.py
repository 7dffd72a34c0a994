"""Rulings on what a paragraph of the council's protocol means: entered in the record, never edited, no rule changed.

Each is an entry ``protocol:interpreted`` whose sealed words hold it. A later one may stand in its place: its entry
refers to the earlier, which is kept and shown as replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from pydantic import Field

from gatekeeper.core.audit import read_entry
from gatekeeper.core.deadlines import local_date
from gatekeeper.core.lifecycle import OfficeAct
from gatekeeper.core.pack import Pack
from gatekeeper.policy.pack_checks import clauses, paragraphs_of
from gatekeeper.services.cases.council import pack_on
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.given import Command, Line, Words
from gatekeeper.services.oversight.who import interpreters, kinds_now, may, require
from gatekeeper.storage.record import entries_about
from gatekeeper.storage.register import Register
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine, Session

KIND: Final = "protocol:interpreted"
FORMAT: Final = "gatekeeper-interpretation/1"
_WHAT: Final = "Record what the paragraph means"
_CITED: Final = re.compile(r".*\bprotocols? (.+)", re.DOTALL)


class Interpreting(Command):
    """What a paragraph of the protocol means: the question put, the ruling, and the authority on which it rests.

    ``replaces`` is the number of the entry of an earlier ruling on that paragraph, in whose place this one stands.
    """

    paragraph: Line
    question: Words
    ruling: Words
    authority: tuple[Line, ...] = Field(min_length=1, max_length=20)
    replaces: int | None = Field(default=None, ge=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that the council's protocol has, and the sentences in which the pack says what it says."""

    cite: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A ruling on a paragraph, by its entry's number. ``by`` is a kind of post: nobody is named.

    ``settles``: the protocol says that such a ruling settles the question; otherwise it is advice. Where the words were
    erased they are empty, and ``erased`` says so.
    """

    number: int
    at: datetime
    paragraph: str
    question: str
    ruling: str
    authority: tuple[str, ...]
    by: str
    settles: bool
    replaces: int | None
    replaced_by: int | None = None
    erased: bool = False

    @property
    def stands(self) -> bool:
        """Whether no later ruling stands in its place."""
        return self.replaced_by is None and not self.erased

    def says(self, sought: str) -> bool:
        """Whether each of these words is in it, in whatever letters."""
        text = "\n".join((self.paragraph, self.question, self.ruling, *self.authority)).casefold()
        return all(word in text for word in sought.casefold().split())


def interpret(desk: Desk, given: Interpreting) -> int:
    """Record what a paragraph means; the number of the entry. No rule is changed by it.

    Raises Forbidden for whoever is not the post that says so, and CommandRefused where the protocol has no such
    paragraph, or the ruling in whose place it should stand is none of that paragraph that stands.
    """
    require_interpreter(desk)
    pack = _pack(desk)
    if given.paragraph not in {each.cite for each in paragraphs(pack)}:
        why = f"{pack.protocol} has no paragraph {given.paragraph} among those that it is applied by"
        raise CommandRefused(_WHAT, why, "choose the paragraph from the list of them")
    if given.replaces is not None:
        _require_standing(desk, pack, given.replaces, given.paragraph)
    said = {"format": FORMAT, **given.model_dump(mode="json", exclude={"replaces"}), "by": _by(desk)}
    return desk.tx.enter(
        KIND,
        (_subject(pack),),
        person=desk.actor.person_ref,
        post=desk.actor.post_ref,
        after={"settles": pack.interpretation is not None and pack.interpretation.settles},
        refers_to=() if given.replaces is None else (given.replaces,),
        words=json.dumps(said, ensure_ascii=False, separators=(",", ":")),
    )


def require_interpreter(desk: Desk) -> None:
    """Raises Forbidden unless the person at the desk may record what a paragraph means."""
    require(desk, OfficeAct.INTERPRET)


def may_interpret(desk: Desk) -> bool:
    """Whether the person at the desk may record what a paragraph means, and there is a protocol to speak of."""
    return desk.pack is not None and may(desk, OfficeAct.INTERPRET)


def paragraphs(pack: Pack | None) -> tuple[Paragraph, ...]:
    """Every paragraph that a clause of the pack cites, in its numbers' order, with the clauses' sentences."""
    found: dict[str, list[str]] = {}
    for _, clause in clauses(pack) if pack else ():
        for cite in paragraphs_of(clause.cite):
            found.setdefault(cite, []).append(clause.sentence)
    return tuple(Paragraph(cite, tuple(dict.fromkeys(found[cite]))) for cite in sorted(found, key=_in_order))


def interpretations(engine: Engine, council_id: str, at: datetime, sought: str = "") -> tuple[Interpretation, ...]:
    """Every ruling on the protocol of that day, the latest first; those in which each of these words is found."""
    with reading(engine) as session:
        pack = pack_on(Register(session, council_id), local_date(at))
        every = _every(session, council_id, pack) if pack else []
    return tuple(each for each in reversed(every) if each.says(sought))


def standing_on(engine: Engine, council_id: str, at: datetime) -> Mapping[str, tuple[Interpretation, ...]]:
    """The rulings that stand, by paragraph: what a page of the rules shows beside each."""
    found: dict[str, list[Interpretation]] = {}
    for each in interpretations(engine, council_id, at):
        if each.stands:
            found.setdefault(each.paragraph, []).append(each)
    return {paragraph: tuple(listed) for paragraph, listed in found.items()}


def cited_in(sources: Iterable[str]) -> frozenset[str]:
    """The paragraphs of the protocol that these sources cite: *WBC protocol 4.7, 4.8*, also after a reason, in []."""
    plain = (each.strip().removesuffix("]").rpartition("[")[2] for each in sources)
    found = (_CITED.fullmatch(each) for each in plain)
    return frozenset(part for each in found if each for part in paragraphs_of(each[1]))


def beside(engine: Engine, council_id: str, at: datetime, sources: Iterable[str]) -> tuple[Interpretation, ...]:
    """The rulings that stand on a paragraph which one of these sources of rules cites: what a case shows beside it."""
    cited = cited_in(sources)
    standing = standing_on(engine, council_id, at) if cited else {}
    return tuple(each for paragraph in sorted(cited, key=_in_order) for each in standing.get(paragraph, ()))


def _pack(desk: Desk) -> Pack:
    if desk.pack is None:
        raise CommandRefused(_WHAT, "the council has adopted no protocol", "have its adoption recorded first")
    return desk.pack


def _by(desk: Desk) -> str:
    """The kind of post in which she says so: the first of those that the protocol names which is hers."""
    held = kinds_now(desk.register, str(desk.actor.person), desk.tx.now)
    named = desk.pack.interpretation.posts if desk.pack and desk.pack.interpretation else ()
    return next(each for each in (*named, *sorted(interpreters(desk.pack))) if each in held)


def _require_standing(desk: Desk, pack: Pack, number: int, paragraph: str) -> None:
    every = {each.number: each for each in _every(desk.session, desk.tx.council_id, pack)}
    earlier = every.get(number)
    if earlier is None or not earlier.stands or earlier.paragraph != paragraph:
        why = "the earlier ruling is none on that paragraph that stands"
        raise CommandRefused(_WHAT, why, "read the list again, and name the ruling that stands now")


def _subject(pack: Pack) -> str:
    return f"interpretation:{pack.id}"


def _every(session: Session, council_id: str, pack: Pack) -> list[Interpretation]:
    """Every ruling on that protocol, in the order of the entries, each with the one that replaced it."""
    found: dict[int, Interpretation] = {}
    for stored in entries_about(session, council_id, _subject(pack), with_words=True):
        entry = read_entry(stored.body)
        if entry.deed.kind != KIND:
            continue
        text = stored.words.text if stored.words else None
        replaces = entry.deed.refers_to[0] if entry.deed.refers_to else None
        settles = bool((entry.deed.after or {}).get("settles"))
        found[entry.number] = _read(entry.number, entry.deed.at, text, settles=settles, replaces=replaces)
        if replaces in found:
            found[replaces] = replace(found[replaces], replaced_by=entry.number)
    return list(found.values())


def _read(number: int, at: datetime, text: str | None, *, settles: bool, replaces: int | None) -> Interpretation:
    if text is None:
        return Interpretation(number, at, "", "", "", (), "", settles, replaces, erased=True)
    said: dict[str, Any] = json.loads(text)
    words = (said["paragraph"], said["question"], said["ruling"], tuple(said["authority"]), said["by"])
    return Interpretation(number, at, *words, settles, replaces)


def _in_order(cite: str) -> tuple[tuple[int, str], ...]:
    """Paragraphs by their numbers: 4.2 before 4.10."""
    parts = re.findall(r"\d+|[^\d]+", cite)
    return tuple((int(part), "") if part.isdigit() else (10**6, part) for part in parts)
