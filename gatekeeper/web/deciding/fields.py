"""The form of a ruling on one passage: what may be chosen there, with what the law says of each choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from gatekeeper.core.rulings import Stop
from gatekeeper.services.cases.rulings_given import NeedFound, PassageRuling
from gatekeeper.services.officers.choices import Choices, Doubt
from gatekeeper.web.forms import Choice, Field, Form, Incomplete, Values, read
from gatekeeper.web.officer_words import FORMS
from gatekeeper.web.strings import N_, RULING, STAGE, translate

CONDITIONS: Final[Mapping[str, str]] = {
    "purpose_limit": N_("Only for the purpose she gave"),
    "undertaking": N_("With a signed undertaking to keep it confidential"),
    "no_onward": N_("Not to be passed on"),
    "return": N_("To be returned or destroyed"),
    "inspection_only": N_("To be read, and not copied"),
    "named_copy": N_("A copy marked with her name"),
}
_PARAGRAPH: Final = N_("Paragraph %(n)s of Schedule 12A")
_IF_GIVEN: Final = N_("If she gets any of it")
_IF_WITHHELD: Final = N_("If any of it is withheld")
_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(("form_missing", "form_on_a_refusal", "form_does_not_fit", "identities_not_needed"), "form"),
    **dict.fromkeys(("lesser_form_than_the_right", "specific_need_not_found", "strict_need_not_found"), "form"),
    **dict.fromkeys(("exempt_without_paragraph", "not_exempt"), "paragraphs"),
    **dict.fromkeys(("reasons_missing", "one_reason_for_the_file"), "reasons"),
    "no_alternative_considered": "alternatives_considered",
    "authority_missing": "authority",
    "point_not_settled": "settled_doubts",
}
_OF_GROUNDS: Final = ("ground", "improper_purpose", "not_held", "member_not_heard", "no_answer_to_need", "narrowing")
RULING_FIELDS: Final = frozenset(
    {
        *("ruling", "form", "conditions", "grounds", "paragraphs", "alternatives_considered", "reasons", "authority"),
        *("settled_doubts", "clearance", "personal_data_basis"),
    }
)


def ruling_form(choices: Choices, *, at_rung: bool) -> Form:
    """What is asked of a passage with these choices, and no more than can matter there."""
    every: list[Field | None] = [
        _ruling(choices),
        _forms(),
        _conditions(choices),
        _grounds(choices),
        _paragraphs(choices),
        _alternatives(),
        _reasons(),
        _authority(choices) if at_rung else None,
        _doubts(choices),
        _clearance(choices),
        _basis(choices),
    ]
    fields = tuple(each for each in every if each is not None)
    return Form(N_("Decide this passage"), fields, N_("Check and keep it"))


def ruling_of(values: Values, passage: str, need: NeedFound) -> PassageRuling:
    """The ruling that these answers make. Raises Incomplete."""
    return read(_READING, values, PassageRuling, passage=passage, need=need)


def kept_ruling(values: Values, passage: str, need: NeedFound) -> PassageRuling | None:
    """The same of what was prepared; None where nothing is, or it cannot be read any more."""
    try:
        return ruling_of(values, passage, need) if values else None
    except Incomplete:
        return None


def told(stop: Stop) -> str:
    """A stop in a paragraph: what is wrong, why, what to do, and the source."""
    return f"{stop.what} {stop.why} {stop.remedy} ({stop.source})"


def by_field(stops: Iterable[Stop], form: Form) -> dict[str, str]:
    """What the law says of what was chosen, at the question that it is about."""
    found: dict[str, list[str]] = {}
    for each in stops:
        name = _place(each.code)
        found.setdefault(name if form.field(name) else "ruling", []).append(told(each))
    return {name: " ".join(each) for name, each in found.items()}


def _place(code: str) -> str:
    if code.startswith("condition"):
        return "conditions"
    if code in _OF:
        return _OF[code]
    return "grounds" if any(part in code for part in _OF_GROUNDS) else "ruling"


def _ruling(choices: Choices) -> Field:
    offered = tuple(
        Choice(each.ruling, RULING[each.ruling], " ".join(told(stop) for stop in each.stops))
        for each in choices.rulings
    )
    missing = N_("Say what you rule of this passage")
    return Field("ruling", N_("What do you rule?"), "radios", choices=offered, missing=missing)


def _forms() -> Field:
    hint = N_("Give the most that is needed and the least that is sensitive.")
    choices = (*(Choice(code, label) for code, label in FORMS.items()), Choice("", N_("In no form")))
    return Field("form", N_("In which form?"), "radios", hint, choices, group=_IF_GIVEN, conditional=True)


def _conditions(choices: Choices) -> Field | None:
    offered = tuple(Choice(each, CONDITIONS[each]) for each in choices.conditions)
    hint = N_("No condition may be set on what a statute opens.")
    label = N_("On which conditions?")
    return _if(offered, Field("conditions", label, "checkboxes", hint, offered, group=_IF_GIVEN, conditional=True))


def _grounds(choices: Choices) -> Field | None:
    offered = tuple(Choice(each.law.code, each.law.sentence, each.law.source) for each in choices.standing_grounds)
    label, hint = N_("On which grounds?"), N_("Those that can stand on what you have found.")
    return _if(offered, Field("grounds", label, "checkboxes", hint, offered, group=_IF_WITHHELD, conditional=True))


def _paragraphs(choices: Choices) -> Field | None:
    offered = tuple(Choice(str(n), translate(_PARAGRAPH, n=n)) for n in choices.paragraphs)
    label = N_("If it is exempt, within which paragraphs?")
    return _if(offered, Field("paragraphs", label, "checkboxes", "", offered, group=_IF_WITHHELD, conditional=True))


def _alternatives() -> Field:
    offered = tuple(Choice(code, label) for code, label in FORMS.items())
    hint = N_("Whatever less than withholding was considered. The reasons should say why it does not do.")
    label = N_("Which alternatives did you consider?")
    return Field("alternatives_considered", label, "checkboxes", hint, offered, group=_IF_WITHHELD, conditional=True)


def _reasons() -> Field:
    hint = N_("The councillor reads them. Say why for this passage, and do not tell in them what you withhold.")
    return Field("reasons", N_("Reasons"), "area", hint, rows=7, group=N_("Why"), conditional=True)


def _authority(choices: Choices) -> Field:
    hint = N_("A line for each case or provision. Your ruling can be found by others under it.")
    must = choices.cites
    return Field("authority", N_("Authority"), "area", hint, rows=3, group=N_("Why"), many=True, optional=not must)


def _doubts(choices: Choices) -> Field | None:
    offered = tuple(Choice(each.route, each.source, _whose(each)) for each in choices.doubts)
    hint = N_("Tick a point only where the one whose point it is has recorded that it goes against her.")
    label = N_("Which doubtful points are settled against her?")
    return _if(offered, Field("settled_doubts", label, "checkboxes", hint, offered, conditional=True, group=N_("Why")))


def _clearance(choices: Choices) -> Field | None:
    hint = N_("It is barred by law. Only the Monitoring Officer clears a bar, and says why.")
    asked = Field("clearance", N_("Clearance of the bar"), "area", hint, rows=3, group=N_("Why"), conditional=True)
    return asked if choices.clears else None


def _basis(choices: Choices) -> Field | None:
    hint = N_("The condition of Article 6, 9 or 10 of the UK GDPR, and the policy document, in one line.")
    label = N_("Basis in data protection law")
    return Field("personal_data_basis", label, "text", hint, optional=True) if choices.personal else None


def _if(offered: tuple[Choice, ...], field: Field) -> Field | None:
    return field if offered else None


def _whose(doubt: Doubt) -> str:
    owner = translate(STAGE[doubt.owner]) if doubt.owner in STAGE else doubt.owner.replace("_", " ")
    return translate(N_("To be settled by: %(owner)s"), owner=owner)


def _read_as(name: str, kind: Any, *, many: bool = False, optional: bool = True) -> Field:
    return Field(name, "", kind, many=many, optional=optional, missing=N_("Say what you rule of this passage"))


_READING: Final = Form(
    "",
    (
        _read_as("ruling", "radios", optional=False),
        _read_as("form", "radios"),
        *(_read_as(each, "checkboxes") for each in ("conditions", "grounds", "paragraphs", "alternatives_considered")),
        _read_as("reasons", "area"),
        _read_as("authority", "area", many=True),
        _read_as("settled_doubts", "checkboxes"),
        _read_as("clearance", "area"),
        _read_as("personal_data_basis", "text"),
    ),
    "",
)
"""The same fields without anything offered: how what was written is read, whatever is offered now."""
