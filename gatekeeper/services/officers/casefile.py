"""A case on an officer's desk: the document passage by passage, what must be found, and who stands aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gatekeeper.core.actors import Candidate, Choice, Function, may_act
from gatekeeper.core.decision import DocumentResult, PassageResult
from gatekeeper.core.facts import SUPPLIERS
from gatekeeper.core.lifecycle import Action
from gatekeeper.core.pack import Pack, Stage
from gatekeeper.core.rulings import Form, Requirement, requirements
from gatekeeper.services.cases.decide import decide_now
from gatekeeper.services.cases.desk import Desk, permissions, state_of
from gatekeeper.services.cases.determine import FORM_ASKED, deciding
from gatekeeper.services.cases.disputes import consulted_at
from gatekeeper.services.cases.errors import NotThere, Undecidable
from gatekeeper.services.cases.found import answers_for
from gatekeeper.services.cases.people import chosen, decision_need, posts_held, situation_of
from gatekeeper.services.cases.reading import case_of
from gatekeeper.services.cases.told import Reader, reader_of
from gatekeeper.services.officers.made_on import marks_of
from gatekeeper.services.part import require_part
from gatekeeper.storage import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFile:
    """One passage: what the machine made of it, what is still to be found, and how it stands on the case.

    ``number`` counts from 1. ``shown`` is what the case tells an officer of it, the ruling that stands among it.
    ``mark``: another one means that its pages, content, bars, paragraphs or file are no longer the same.
    """

    number: int
    result: PassageResult
    shown: Mapping[str, Any]
    needs: tuple[Requirement, ...]
    mark: str

    @property
    def name(self) -> str:
        """The name by which it is ruled on."""
        return self.result.passage

    @property
    def opened(self) -> bool:
        """Whether it is open to her as of right, so that nothing is left to decide."""
        return self.result.outcome == "entitled"


@dataclass(frozen=True, slots=True)
class StoodAside:
    """Somebody whose turn it would be and who may not act, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class AdviceGiven:
    """Advice on the case: by whom, at which rung, in words, and what it recommends (passage, ruling, form or none).

    ``shared``: the councillor may read it.
    """

    entry: int
    at: datetime
    by: str
    rung: int
    words: str
    recommends: tuple[tuple[str, str, str | None], ...]
    shared: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """One of those who may act: of a body, a member who may take part in its resolution."""

    person: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """An asked document as its officers see it. ``version`` is that of the case to this reader.

    ``action`` is the step by which it is decided where it stands; ``decides``: it is this reader's to make or enter,
    though somebody may have to be heard first. ``flags`` are what must be seen of the reader when
    she decides; ``heard`` the kinds of post heard at this rung; ``answers_for`` the suppliers of facts that she is.
    ``marks``: she may mark the document's passages. ``problem``: why nothing can be worked out, if so.
    """

    asked_id: str
    case: Mapping[str, Any]
    document: Mapping[str, Any]
    action: str
    decides: bool
    asker: str
    capacity: str | None
    wants: Form | None
    document_id: str | None
    marks: bool
    passages: tuple[PassageFile, ...]
    aside: tuple[StoodAside, ...]
    sitting: tuple[Sitting, ...]
    flags: tuple[str, ...]
    escalate: str | None
    pack: Pack | None
    heard: frozenset[str]
    answers_for: frozenset[str]
    advice: tuple[AdviceGiven, ...]
    people: Mapping[str, str]
    problem: str | None = None

    @property
    def version(self) -> int:
        """The version of the case as its reader sees it."""
        return int(self.case["version"])

    @property
    def may(self) -> frozenset[str]:
        """The steps that she may take now."""
        return frozenset(self.document["may"])

    @property
    def rung(self) -> Stage | None:
        """The rung of the protocol's ladder at which it stands, None before any dispute."""
        at = int(self.document["rung"])
        ladder = self.pack.ladder if self.pack else ()
        return ladder[at - 1] if 0 < at <= len(ladder) else None

    @property
    def unheard(self) -> tuple[str, ...]:
        """The kinds of post that this rung must hear first and has not heard."""
        return tuple(each for each in (self.rung.consults if self.rung else ()) if each not in self.heard)

    @property
    def to_decide(self) -> tuple[PassageFile, ...]:
        """The passages that are not open to her as of right."""
        return tuple(each for each in self.passages if not each.opened)

    def advice_on(self, passage: str) -> tuple[AdviceGiven, ...]:
        """The advice at this rung that recommends something for that passage."""
        at = int(self.document["rung"])
        return tuple(
            each for each in self.advice if each.rung == at and any(said[0] == passage for said in each.recommends)
        )

    def passage(self, number: int) -> PassageFile:
        """A passage by its number, from 1. Raises NotThere."""
        if not 0 < number <= len(self.passages):
            raise NotThere("The passage")
        return self.passages[number - 1]


def case_file(desk: Desk, asked_id: str) -> CaseFile:
    """The file of an asked document; the reading is entered. Raises NotThere for whoever is no officer on it."""
    view = case_of(desk, asked_id)
    request, asked = desk.asked(asked_id)
    roles = desk.roles(request, asked)
    if reader_of(roles) != "officer":
        raise NotThere
    document = next(each for each in view["documents"] if each["asked_id"] == asked_id)
    result, problem = _result(desk, request, asked)
    choice, flags = _who(desk, request, asked)
    named = {str(line.get("person")) for line in view["timeline"]} | {request.requester_id}
    barred, sitting = [each.person for each in choice.barred], [each.person for each in choice.candidates]
    people = _names(desk, [*named, *barred, *sitting])
    return CaseFile(
        asked_id=asked_id,
        case=view,
        document=document,
        action=deciding(asked).value,
        decides=permissions().allowed(roles, state_of(asked), deciding(asked)).allowed,
        asker=people.get(request.requester_id, ""),
        capacity=request.capacity,
        wants=FORM_ASKED.get(request.kind or ""),
        document_id=asked.document_id,
        marks=_marks(desk, asked),
        passages=_passages(result, document, desk.pack_of(asked), marks_of(desk, asked_id)),
        aside=tuple(StoodAside(people.get(each.person, ""), each.why) for each in choice.barred),
        sitting=tuple(Sitting(each.person, people.get(each.person, "")) for each in choice.candidates),
        flags=flags,
        escalate=choice.escalate,
        pack=desk.pack_of(asked),
        heard=consulted_at(desk, asked),
        answers_for=frozenset(each for each in SUPPLIERS if answers_for(roles, each)),
        advice=tuple(_advice(desk, asked, view, people)),
        people=people,
        problem=problem,
    )


def said_first(file: CaseFile) -> str:
    """What the councillor wrote when she asked; empty where she wrote nothing."""
    return next((str(line["words"] or "") for line in file.case["timeline"] if line["action"] == "submit"), "")


def since(file: CaseFile, version: int) -> tuple[Mapping[str, Any], ...]:
    """What was done on the case since the version that its reader had before her."""
    told = [line for line in file.case["timeline"] if line["action"] != "export"]
    return tuple(told[version:])


def _result(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument
) -> tuple[DocumentResult | None, str | None]:
    if asked.document_id is None:
        return None, None
    try:
        return decide_now(desk, request, (asked.document_id,)).document(asked.document_id), None
    except Undecidable as error:
        return None, error.problem


def _passages(
    result: DocumentResult | None, document: Mapping[str, Any], pack: Pack | None, marks: Mapping[str, str]
) -> tuple[PassageFile, ...]:
    if result is None:
        return ()
    shown = {each["passage"]: each for each in document["passages"]}
    return tuple(
        PassageFile(
            number=n,
            result=each,
            shown=shown[each.passage],
            needs=requirements(each, pack),
            mark=marks.get(each.passage, ""),
        )
        for n, each in enumerate(result.passages, 1)
    )


def _who(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> tuple[Choice, tuple[str, ...]]:
    """Who may decide it and who must stand aside, and what must be seen of the person at the desk if she does."""
    pack, now = desk.pack_of(asked), desk.tx.now
    function: Function = "rule" if asked.rung else "determine"
    if asked.document_id is None:
        return Choice(candidates=(), barred=()), ()
    choice = chosen(desk.register, request, asked, function, pack, now)
    situation = situation_of(desk.register, request, asked, now)
    found = may_act(str(desk.actor.person), decision_need(asked, situation), situation, pack)
    return choice, tuple(each.says for each in found.flags) if isinstance(found, Candidate) else ()


def _advice(
    desk: Desk, asked: tables.AskedDocument, view: Mapping[str, Any], people: Mapping[str, str]
) -> Iterator[AdviceGiven]:
    words = {line["entry"]: line["words"] for line in view["timeline"]}
    for act in desk.acts(asked.request_id, Action.ADVISE.value, asked_id=asked.id):
        said = tuple((each["passage"], each["recommends"], each["form"]) for each in act.data.get("recommends", ()))
        by, told = people.get(str(act.person_id), ""), str(words.get(act.entry) or "")
        yield AdviceGiven(act.entry, act.at, by, act.rung, told, said, act.shared)


def _marks(desk: Desk, asked: tables.AskedDocument) -> bool:
    """Whether the person at the desk may mark the passages of the document: the proper officer, or its holder."""
    document = desk.register.one(tables.Document, asked.document_id)
    if document is None or desk.actor.person is None:
        return False
    held = posts_held(desk.register, desk.actor.person, desk.tx.now)
    kinds = {each.kind for each in desk.register.all(tables.Post, thing_id=sorted(held))}
    return document.holder_post_id in held or "proper_officer" in kinds


def _names(desk: Desk, people: Iterable[str]) -> dict[str, str]:
    wanted = sorted({each for each in people if each})
    return {each.thing_id: each.name for each in desk.register.all(tables.Person, thing_id=wanted)}


def reads_as(desk: Desk, asked_id: str) -> tuple[Reader, str]:
    """As whom the person at the desk reads an asked document, and the request (id); nothing is read by it.

    Raises NotThere for whoever has no part in it.
    """
    require_part(desk, asked_id)
    request, asked = desk.asked(asked_id)
    return reader_of(desk.roles(request, asked)), request.id
