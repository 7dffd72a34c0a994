"""The same facts under other councils' protocols, side by side: of a worked case, or of a request of this council."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.written.comparing import (
    Comes,
    Compared,
    Council,
    Passage,
    checked,
    choices,
    compare_example,
    compare_facts,
    examples,
    facts_of,
)
from gatekeeper.web.forms import Choice, Field, Filled
from gatekeeper.web.officer_words import position_words
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import outcome_tag, outcome_words

PAGES = Pages()
_LONGEST: Final = 40
_NONE: Final = N_("Choose a worked case, or write the reference of a request")
_BOTH: Final = N_("Choose a worked case or write a reference, not both")
_PACKS: Final = N_("Choose one to five protocols")
_NOT_THERE: Final = N_("There is no request of that reference whose facts you may read")


@PAGES.get("/in/{slug}/compare")
def compare(visit: Visit) -> Response:
    """The choice of facts and protocols; and, once they are chosen, what the facts come to under each.

    A case's page leads here with its reference as ``of``: it is filled in, and nothing is read out yet.
    """
    _ = visit.who
    case, reference = visit.query("case") or "", _reference(visit, "reference")
    under = tuple(visit.http_request.query_params.getlist("under"))
    errors: dict[str, str] = {}
    found = None
    if case or reference or under:
        errors = _wrong(visit, case, reference, under)
        found = None if errors else _compared(visit, case, reference, under, errors)
    return visit.page(
        "compare/compare.html",
        422 if errors else 200,
        fields=_fields(visit, case, reference or _reference(visit, "of"), under, errors),
        errors=[(f"#field-{name}", text) for name, text in errors.items()],
        found=None if found is None else _shown(visit, found),
    )


def _reference(visit: Visit, name: str) -> str:
    return (visit.query(name) or "")[:_LONGEST].strip().upper()


def _wrong(visit: Visit, case: str, reference: str, under: tuple[str, ...]) -> dict[str, str]:
    """What is wrong with the choice, by field."""
    found: dict[str, str] = {}
    if bool(case) == bool(reference):
        found["case"] = visit.t(_BOTH if case else _NONE)
    elif case and case not in {each.id for each in examples()}:
        found["case"] = visit.t(N_("Choose a worked case of the list"))
    try:
        checked(under)
    except CommandRefused:
        found["under"] = visit.t(_PACKS)
    return found


def _compared(
    visit: Visit, case: str, reference: str, under: tuple[str, ...], errors: dict[str, str]
) -> Compared | None:
    """The comparison; None where it cannot be made, and then why, by field, is among the errors."""
    try:
        if case:
            return compare_example(case, under)
        facts = visit.do(lambda desk: facts_of(desk, reference))
        return compare_facts(facts, under)
    except NotThere:
        errors["reference"] = visit.t(_NOT_THERE)
    except CommandRefused as refused:
        text = f"{refused.why[:1].upper()}{refused.why[1:]}: {refused.remedy}"
        errors["case" if case else "reference"] = text
    return None


def _fields(visit: Visit, case: str, reference: str, under: tuple[str, ...], errors: Mapping[str, str]) -> list[Filled]:
    own = visit.words.pack
    councils = choices()
    names = {each.id: each.name for each in councils}
    cases = tuple(Choice(each.id, _example(each.title, names.get(each.pack or ""))) for each in examples())
    packs = tuple(Choice(each.id, each.name, each.protocol) for each in councils)
    hint = N_("For officers on the case: its facts as they stand now. That you read them so is entered.")
    return [
        Filled(Field("case", N_("A worked case"), "select", choices=cases, optional=True), (case,), errors.get("case")),
        Filled(
            Field("reference", N_("Or the reference of a request"), hint=hint, optional=True, width="20"),
            (reference,),
            errors.get("reference"),
        ),
        Filled(
            Field("under", N_("Under which protocols?"), "checkboxes", N_("One to five"), choices=packs),
            under or ((own,) if own else ()),
            errors.get("under"),
        ),
    ]


def _example(title: str, council: str | None) -> str:
    return f"{council}: {title}" if council else title


def _shown(visit: Visit, found: Compared) -> dict[str, Any]:
    """The comparison as tables: a column for each protocol in the first, a row for each in the others."""
    applied = [each for each in found.councils if each.applies_from is None]
    return {
        "title": found.title,
        "as_at": found.as_at,
        "later": [(each.name, each.applies_from) for each in found.councils if each.applies_from],
        "councils": applied,
        "overview": [(_called(each), [_cell(each.comes[one.id]) for one in applied]) for each in found.passages],
        "passages": [
            (_called(each), each.alike, [_row(visit, one, each) for one in applied]) for each in found.passages
        ],
        "ladders": [_ladder(visit, each) for each in found.councils],
        "targets": [_targets(visit, each) for each in found.councils],
        "apart": [
            (each.title, [(one.name, each.said[one.id], each.silent.get(one.id)) for one in found.councils])
            for each in found.apart
        ],
    }


def _called(passage: Passage) -> str:
    return f"{passage.document}: {passage.label}"


def _cell(comes: Comes) -> tuple[str, str]:
    return outcome_words(comes.outcome), outcome_tag(comes.outcome)


def _row(visit: Visit, council: Council, passage: Passage) -> list[Any]:
    comes = passage.comes[council.id]
    redacted = visit.t(N_("once what is withheld beside it is taken out")) if comes.after_redaction else None
    position = position_words(comes.position) if comes.position else visit.t(N_("It is not needed"))
    who = comes.determined_by
    decided = visit.t(N_("decided by %(who)s"), who=who) if who else None
    own = " ".join(f"{sentence} ({source})" for sentence, source in comes.own)
    return [
        council.name,
        {"text": outcome_words(comes.outcome), "tag": outcome_tag(comes.outcome), "note": redacted},
        ", ".join(comes.opened_by) or visit.t(N_("None")),
        {"text": position, "note": decided},
        own or visit.t(N_("None of its own rules speaks")),
    ]


def _ladder(visit: Visit, council: Council) -> list[Any]:
    stages = [f"{number}. {each.title}" for number, each in enumerate(council.rungs, 1)]
    none = visit.t(N_("The protocol has none: the complaints procedure, the monitoring officer’s report, the court"))
    consulted = "; ".join(dict.fromkeys(each.consults for each in council.rungs if each.consults))
    heard = visit.t(N_("Consulted: %(who)s"), who=consulted) if consulted else None
    return [
        council.name,
        {"text": "; ".join(stages) or none, "note": heard},
        _cites(each.cite for each in council.rungs),
    ]


def _targets(visit: Visit, council: Council) -> list[Any]:
    said = [f"{each.what}: {each.within}" for each in council.aims]
    none = visit.t(N_("No time of its own; the law’s clocks run"))
    return [council.name, "; ".join(said) or none, _cites(each.cite for each in council.aims)]


def _cites(found: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(found)) or "–"
