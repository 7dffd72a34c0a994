"""A case as a list of tasks: what is done, what is to do, what waits for somebody else, and what cannot start yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from gatekeeper.core.rulings import Requirement
from gatekeeper.core.rulings.words import WITHHELD
from gatekeeper.services.officers.casefile import PassageFile
from gatekeeper.web.deciding.decision import PATHS, Prepared
from gatekeeper.web.officer_words import passage_called
from gatekeeper.web.strings import N_, RULING, STAGE, translate

State = Literal["done", "todo", "again", "waiting", "blocked", "none"]
AGAIN: Final = N_("It was marked anew after you had prepared this. Look at it, and keep it again.")
PERSONAL: Final = ("third_party_personal_data", "special_category_data", "criminal_offence_data", "child_or_care_file")


@dataclass(frozen=True, slots=True)
class Task:
    """One line: its text, how it stands, where it is done (None: nowhere now), and a word of help or of why."""

    text: str
    state: State
    href: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under a heading."""

    title: str
    tasks: tuple[Task, ...]


def groups(prepared: Prepared, home: str) -> tuple[Group, ...]:
    """The tasks of the case for this reader, in the order in which they are done. Groups without any are left out."""
    at = f"{home}asked/{prepared.file.asked_id}/"
    every = (
        (N_("The document"), _document(prepared, at, home)),
        (N_("What must be known first"), _known(prepared, at)),
        (N_("Need to know and personal data"), _need(prepared, at)),
        (N_("People and advice"), _people(prepared, at)),
        (N_("Decide passage by passage"), _decide(prepared, at)),
        (N_("Check and record"), _record(prepared, at)),
    )
    found = (Group(title, tuple(tasks)) for title, tasks in every)
    return tuple(each for each in found if each.tasks)


def _document(prepared: Prepared, at: str, home: str) -> Iterator[Task]:
    file = prepared.file
    if file.document_id is None:
        can = "match" in file.may
        who = "" if can else translate(N_("Democratic services look for it."))
        yield Task(N_("Say which document is meant"), "todo" if can else "waiting", f"{at}match" if can else None, who)
        return
    yield Task(N_("Say which document is meant"), "done", note=file.document["called"])
    if "open_document" in file.may:
        yield Task(N_("Read the document"), "none", f"{at}read")
    number = translate(N_("%(n)s marked so far"), n=len(file.passages))
    if file.marks:
        yield Task(N_("Mark its passages"), "done", f"{home}documents/{file.document_id}/passages", number)
    else:
        yield Task(N_("See its passages"), "done", f"{at}#passages", number)


def _known(prepared: Prepared, at: str) -> Iterator[Task]:
    """What must be found or confirmed before the law can be applied, each once."""
    seen: set[tuple[str, str]] = set()
    for passage in prepared.file.passages:
        for need in passage.needs:
            if need.kind in ("fact", "point") or need.fact in ("balance_confirmed", "clearance"):
                key = (need.fact, need.question if need.kind == "fact" else passage.name)
                if key not in seen:
                    seen.add(key)
                    yield _to_know(prepared, passage, need, at)


def _to_know(prepared: Prepared, passage: PassageFile, need: Requirement, at: str) -> Task:
    file, about = prepared.file, f"{passage_called(passage)}. {need.source}"
    if need.kind == "fact" and need.whose == "councillor" and "ask_councillor" in file.may:
        return Task(need.question, "todo", f"{at}ask", about)
    if need.kind == "fact" and "find" in file.may and need.whose in file.answers_for:
        return Task(need.question, "todo", f"{at}find", about)
    if file.decides and (need.kind == "point" or (need.fact == "clearance" and need.whose in file.answers_for)):
        return Task(need.question, "todo", f"{at}{PATHS[file.action]}/{passage.number}", about)
    if need.fact == "balance_confirmed" and "confirm_balance" in file.may:
        return Task(need.question, "todo", f"{at}confirm", about)
    who = translate(STAGE[need.whose]) if need.whose in STAGE else need.whose.replace("_", " ")
    return Task(need.question, "waiting", None, translate(N_("Waiting for: %(who)s. %(about)s"), who=who, about=about))


def _need(prepared: Prepared, at: str) -> Iterator[Task]:
    for passage in prepared.file.to_decide:
        lacks = prepared.lacking(passage)
        asked = passage.result.common_law is not None
        if not asked:
            continue
        note, again = _personal(passage), prepared.is_old("need", passage)
        if not prepared.file.decides:
            yield Task(passage_called(passage), "waiting", None, translate(N_("Whoever decides makes these findings.")))
            continue
        state: State = "again" if again else "todo" if lacks else "done"
        told = f"{translate(AGAIN)} {note}".strip() if again else note
        yield Task(passage_called(passage), state, f"{at}find/{passage.number}", told)


def _personal(passage: PassageFile) -> str:
    facts = dict(passage.result.facts)
    if any(facts.get(name) is True for name in PERSONAL):
        return translate(N_("It holds personal data about others: her duty must need it in specific terms."))
    return ""


def _people(prepared: Prepared, at: str) -> Iterator[Task]:
    file = prepared.file
    status, wanted = file.document["status"], any(n.fact == "advice" for p in file.passages for n in p.needs)
    rung = int(file.document["rung"])
    given = [each for each in file.advice if each.rung == rung]
    if "advise" in file.may and not given:
        yield Task(N_("Give advice"), "todo" if status == "awaiting_advice" else "none", f"{at}advise")
    if given:
        yield Task(N_("Read the advice"), "done", f"{at}#advice")
    elif status == "awaiting_advice":
        yield Task(N_("Advice"), "waiting", None, translate(N_("It has been asked for.")))
    elif "ask_advice" in file.may:
        note = translate(N_("The rules call for it here.")) if wanted else ""
        yield Task(N_("Ask for advice"), "todo" if wanted else "none", f"{at}ask-advice", note)
    for post in file.unheard:
        who = translate(STAGE[post]) if post in STAGE else post
        can = "consult" in file.may
        text = translate(N_("Hear %(who)s and record it"), who=who[:1].lower() + who[1:])
        yield Task(text, "todo" if can else "waiting", f"{at}consult" if can else None)
    if "declare_interest" in file.may:
        note = translate(N_("Have you an interest in the matter, or a tie to anybody in it? Say so first."))
        yield Task(N_("Declare an interest"), "none", f"{at}interest", note)


def _decide(prepared: Prepared, at: str) -> Iterator[Task]:
    file = prepared.file
    if not file.decides:
        return
    path = f"{at}{PATHS[file.action]}/"
    for passage in file.passages:
        ruling = prepared.ruling(passage)
        href = f"{path}{passage.number}"
        if prepared.is_old("ruling", passage) and not passage.opened:
            yield Task(passage_called(passage), "again", href, translate(AGAIN))
        elif ruling is not None:
            yield Task(passage_called(passage), "done", href, translate(RULING[ruling.ruling]))
        elif passage.opened:
            yield Task(passage_called(passage), "done", href, translate(N_("Open as of right: nothing to decide.")))
        elif passage.shown["ruling"] is not None:
            stands = translate(RULING[passage.shown["ruling"]["ruling"]])
            yield Task(passage_called(passage), "todo" if file.document["rung"] else "none", href, stands)
        else:
            yield Task(passage_called(passage), "todo", href)
    yield from _alternatives(prepared, path)


def _alternatives(prepared: Prepared, path: str) -> Iterator[Task]:
    """Whether something less than withholding was considered wherever anything is to be withheld."""
    considered = {
        each.passage: bool(each.alternatives_considered) for each in prepared.ruled if each.ruling in WITHHELD
    }
    withheld = [each for each in prepared.file.passages if each.name in considered]
    lacks = [each for each in withheld if not considered[each.name]]
    note = translate(N_("A redacted copy, inspection, a briefing, the facts alone."))
    for passage in (lacks or withheld)[:1]:
        yield Task(N_("Consider alternatives"), "todo" if lacks else "done", f"{path}{passage.number}", note)


def _record(prepared: Prepared, at: str) -> Iterator[Task]:
    file = prepared.file
    if not file.decides:
        return
    path = f"{at}{PATHS[file.action]}/"
    must = file.action == "resolve" or prepared.owes_statement
    state: State = "done" if must and prepared.whole_done else "todo" if must else "none"
    text = N_("Name the minute and who took part") if file.action == "resolve" else N_("Delegation and statement")
    yield Task(text, state, f"{path}whole")
    why = blocked_by(prepared)
    yield Task(N_("Check it, read the letter and record it"), "blocked" if why else "todo", _unless(why, path), why)


def _unless(why: str, path: str) -> str | None:
    return None if why else f"{path}check"


def blocked_by(prepared: Prepared) -> str:
    """Why the decision cannot be checked and recorded yet, in a sentence; empty where it can."""
    file = prepared.file
    if not prepared.ruled:
        return _again(prepared) or translate(N_("Nothing is ruled yet."))
    if again := _again(prepared):
        return again
    if prepared.missing:
        left = ", ".join(passage_called(each) for each in prepared.missing)
        return translate(N_("Still to be decided: %(left)s."), left=left)
    if file.unheard:
        return translate(N_("Whoever this stage consults must be heard first."))
    if file.action == "resolve" and not prepared.whole_done:
        return translate(N_("The minute and who took part are not named yet."))
    return ""


def _again(prepared: Prepared) -> str:
    """What was prepared before its passage was marked anew, in a sentence; empty where nothing was."""
    old = [each for each in prepared.file.to_decide if prepared.is_old("need", each) or prepared.is_old("ruling", each)]
    left = ", ".join(passage_called(each) for each in old)
    return translate(N_("To be looked at again, since it was marked anew: %(left)s."), left=left) if old else ""
