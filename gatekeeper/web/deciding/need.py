"""The questions of the need-to-know test on the pages, in the law's order, with those that a passage asks for first."""

from __future__ import annotations

from typing import Final

from gatekeeper.core.rulings.in_hand import found_before
from gatekeeper.core.rulings.necessary import QUESTIONS, necessary
from gatekeeper.services.cases.rulings_given import NeedFound
from gatekeeper.services.officers.casefile import PassageFile
from gatekeeper.web.deciding.workings import Workings
from gatekeeper.web.forms import Choice, Field, Form, Incomplete, read
from gatekeeper.web.officer_words import FORMS, passage_called
from gatekeeper.web.strings import N_, translate

YES_NO: Final = (Choice("true", N_("Yes")), Choice("false", N_("No")))
OPEN: Final = Choice("", N_("Leave it open"))
"""Lets an answer be taken back where there is no script."""
NECESSARY: Final = N_("What must be found for this passage")
ALSO: Final = "also"
_FORMS: Final = tuple(Choice(code, label) for code, label in FORMS.items())
_KINDS: Final = (
    Choice("claim_against_the_council", N_("A claim against the council, her own or of somebody she helps")),
    Choice("private_interest", N_("A private or financial interest, her own or an associate's")),
    Choice("personal_dispute", N_("A personal dispute, or another's staffing case")),
    Choice("party_campaigning", N_("Party campaigning, or another group's internal papers")),
    Choice("passing_to_third_party", N_("To pass it to the press or to somebody else")),
    Choice("harassment", N_("Harassment")),
)
_SENSITIVE: Final = (
    Choice("privileged_advice", N_("Privileged legal advice")),
    Choice("live_negotiations", N_("Live negotiations")),
    Choice("employee_relations", N_("Employee relations")),
    Choice("informants", N_("Informants")),
    Choice("third_party_confidence", N_("Somebody else's confidence")),
    Choice("other_groups_advice", N_("Confidential advice to another group")),
)


def _asks(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, "radios", hint, YES_NO)


_EVERY: Final = (
    _asks("council_document", N_("Is it a council document?"), N_("No: a private paper, a party's own, or casework.")),
    _asks("held", N_("Does the council hold it now?")),
    _asks("can_be_called_for", N_("If somebody else holds it, has the council a right to call for it?")),
    _asks("identified", N_("Does the request name documents, or a kind of document by subject and period?")),
    _asks("narrowing_offered", N_("Was help to narrow it offered?")),
    _asks("council_business", N_("Is what she wants it for council business?")),
    _asks("curiosity_only", N_("Is there nothing but curiosity behind it?")),
    _asks(
        "improper_purpose_evidenced",
        N_("Is there evidence of an improper purpose?"),
        N_("Evidence, not suspicion. Critical politics, or opposing the administration, is not improper."),
    ),
    Field("improper_purpose_kind", N_("Of which kind?"), "radios", choices=_KINDS),
    _asks("improper_purpose_dominant", N_("Is that purpose the dominant one?")),
    _asks("member_heard", N_("Was it put to her, and was she heard on it?")),
    _asks(
        "presumption_displaced",
        N_("She sits on the responsible body. Is her need still not to be presumed for this passage?"),
    ),
    _asks("circulation_limited", N_("Has the responsible committee, in good faith, limited who sees it?")),
    _asks("matter_closed", N_("Was the matter closed before she joined the body, with no current business about it?")),
    _asks("bears_on_own_committee", N_("Does it bear on the work of a committee of hers?")),
    Field("duty", QUESTIONS["duty"].asks, "text", N_("In one line. Write what she told you, or what the case shows.")),
    Field("why_now", QUESTIONS["why_now"].asks, "text", N_("In one line.")),
    _asks("reasonably_necessary", QUESTIONS["reasonably_necessary"].asks),
    _asks("specific_terms", QUESTIONS["specific_terms"].asks),
    _asks("identities_needed", QUESTIONS["identities_needed"].asks),
    Field("sensitivity", N_("What else in it is sensitive?"), "checkboxes", choices=_SENSITIVE),
    _asks(
        "requester_adverse",
        N_("Is she, or somebody she helps, against the council in this matter?"),
        N_("Privileged advice never goes to somebody who is."),
    ),
    Field(
        "least_form_that_suffices",
        QUESTIONS["least_form_that_suffices"].asks,
        "radios",
        N_("Give the most that is needed and the least that is sensitive."),
        _FORMS,
    ),
    _asks("undertaking_asked", N_("Was she asked for a reasonable undertaking?")),
    _asks("undertaking_refused", N_("Did she refuse it?")),
    _asks("disproportionate", N_("Would it be out of proportion in cost or volume, after help to narrow it?")),
    _asks("later_use_differs", N_("Is it wanted for another purpose than the one given?")),
)
"""Every question of the test that a person answers, in the law's order (statement of law 5.2)."""


def asked_of(passage: PassageFile) -> tuple[str, ...]:
    """The questions that must be answered for this passage and that nothing on the case answers yet."""
    if passage.result.common_law is None or passage.opened:
        return ()
    every = (*necessary(passage.result), "least_form_that_suffices")
    return tuple(name for name in every if found_before(passage.result, name) is None)


def need_form(passage: PassageFile) -> Form:
    """The form of a passage: what must be found first, then every other question of the test."""
    wanted = asked_of(passage)
    first = tuple(_with(each, passage, asked=True) for each in _EVERY if each.name in wanted)
    rest = tuple(_with(each, passage, asked=False) for each in _EVERY if each.name not in wanted)
    return Form(N_("Need to know"), (*first, *rest), N_("Keep these findings"))


def shared_with(form: Form, others: tuple[PassageFile, ...]) -> Form:
    """The same form with the question for which other passages the findings hold too, where there are any."""
    if not others:
        return form
    choices = tuple(Choice(each.name, passage_called(each)) for each in others)
    also = Field(
        ALSO, N_("Do these findings hold for other passages too?"), "checkboxes", choices=choices, optional=True
    )
    return Form(form.title, (*form.fields, also), form.button)


def need_of(prepared: Workings, passage: PassageFile) -> NeedFound:
    """The findings prepared on a passage as it is now; none where they cannot be read any more."""
    values = prepared.standing("need", passage.name, passage.mark)
    try:
        return read(_bare(passage), values, NeedFound)
    except Incomplete:
        return NeedFound()


def found_words(need: NeedFound) -> tuple[tuple[str, str], ...]:
    """Findings as they are read: each question that was answered, in the law's order, and its answer in words."""
    found = ((each, getattr(need, each.name)) for each in _EVERY)
    return tuple((translate(each.label), _answer(each, value)) for each, value in found if value is not None)


def _answer(field: Field, value: object) -> str:
    labels = {each.value: translate(each.label) for each in field.choices}
    said = [str(each) for each in value] if isinstance(value, tuple) else [str(value)]
    return "; ".join(labels.get(each.lower() if isinstance(value, bool) else each, each) for each in said)


def lacking(prepared: Workings, passage: PassageFile) -> tuple[str, ...]:
    """The questions that must be answered and are not, in what is prepared either."""
    found = need_of(prepared, passage)
    return tuple(name for name in asked_of(passage) if getattr(found, name) is None)


def _bare(passage: PassageFile) -> Form:
    """The same form with nothing required, to read what was prepared however far it went."""
    return Form("", tuple(_with(each, passage, asked=False) for each in _EVERY), "")


def _with(field: Field, passage: PassageFile, *, asked: bool) -> Field:
    told = found_before(passage.result, field.name)
    known = "" if told is None else _KNOWN[bool(told)] if isinstance(told, bool) else N_("The case file answers it.")
    hint = " ".join(translate(each) for each in (field.hint, known) if each)
    taken_back = (OPEN,) if field.kind == "radios" and not asked else ()
    return Field(
        field.name,
        field.label,
        field.kind,
        hint,
        (*field.choices, *taken_back),
        group=NECESSARY if asked else None,
        conditional=not asked,
    )


_KNOWN: Final = {True: N_("The case file says yes."), False: N_("The case file says no.")}
