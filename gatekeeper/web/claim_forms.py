"""The forms of a classification: which paragraphs are claimed, and for each the balance of the public interest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from starlette.responses import Response

from gatekeeper.core.case.enactments import ENACTMENTS
from gatekeeper.services.cases.found import Claim
from gatekeeper.services.registering.documents import ShownPassage
from gatekeeper.services.registering.paragraphs import PARAGRAPHS, lacking
from gatekeeper.web.forms import Choice, Field, Form, Incomplete, Values, filled, read
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit

CLAIMED: Final = "claimed"
NONE: Final = "none"
_NO_DAY: Final = N_("Write a real day, such as 27 11 2027")
_NAMES: Final = ("result", "reasons", "review_on", "how_to_challenge")
_RESULTS: Final = (
    Choice("maintain", N_("In keeping it exempt"), N_("It outweighs the public interest in disclosing.")),
    Choice("equal", N_("Equal"), N_("Then it is not exempt: a tie goes to disclosure.")),
    Choice("disclose", N_("In disclosing"), N_("Then it is not exempt.")),
    Choice("", N_("Not weighed yet"), N_("A bare paragraph keeps nothing from anybody.")),
)
CHOOSING: Final = Form(
    N_("Classify a passage"),
    (
        Field(
            CLAIMED,
            N_("Which paragraphs of Schedule 12A do you claim for it?"),
            "checkboxes",
            N_("Look at the passage, not at the document. Claim every paragraph that appears to you to apply."),
            (
                *(Choice(str(number), f"{number}. {says}") for number, says in PARAGRAPHS.items()),
                Choice(NONE, N_("None: I have looked, and claim none")),
            ),
            missing=N_("Choose the paragraphs that you claim, or that you claim none"),
        ),
    ),
    N_("Continue"),
)
BASIS: Final = Field(
    "basis",
    N_("What forbids that it is disclosed to the public?"),
    "radios",
    N_("Only these make information confidential by law (LGA 1972 s.100A(3)). A stamp is not enough."),
    (
        Choice("none", N_("Nothing")),
        Choice("government_terms", N_("Terms on which a government department gave it")),
        Choice("enactment", N_("An enactment")),
        Choice("court_order", N_("An order of a court")),
        Choice("unknown", N_("It is not yet known")),
    ),
    missing=N_("Say what forbids it, or that nothing does"),
)
CONFIDENTIAL: Final = Form(
    N_("Is it confidential by law?"),
    (
        BASIS,
        Field(
            "enactment",
            N_("Which enactment?"),
            "select",
            N_("The list is closed: data protection law is not on it, and paragraphs 1 and 2 do its work."),
            tuple(Choice(each, each) for each in ENACTMENTS),
            conditional=True,
        ),
        Field("terms", N_("Which order or terms? In a few words."), conditional=True),
        Field(
            "reaches_every_route",
            N_("Does it forbid disclosure by every route, also to a councillor who needs to know?"),
            "radios",
            choices=(
                Choice("true", N_("Yes")),
                Choice("false", N_("No")),
                Choice("unknown", N_("It is not yet known")),
                Choice("", N_("Nothing is said of it")),
            ),
            optional=True,
        ),
        Field("reasons", N_("Why you say so"), "area", rows=3, missing=N_("Say why")),
    ),
    N_("Record it"),
)


@dataclass(frozen=True, slots=True)
class Around:
    """The passage that is classified, where it is done, and what the templates show beside the form."""

    passage: ShownPassage
    at: str
    values: Mapping[str, Any]


def balance_form(numbers: Iterable[int]) -> Form:
    """The form of the balance of each paragraph that is claimed; without any, only the button."""
    fields = tuple(field for number in numbers for field in _of_claim(number))
    return Form(N_("Weigh the public interest"), fields, N_("Record the classification"))


_WHERE: Final = N_("Where does the public interest lie?")


def _of_claim(number: int) -> tuple[Field, ...]:
    group = f"{number}. {PARAGRAPHS[number]}"
    where = N_("In all the circumstances of this passage today (paragraph 10).")
    until = N_("The day on which the balance is weighed again in any event.")
    return (
        Field(f"result-{number}", _WHERE, "radios", where, _RESULTS, optional=True, group=group),
        Field(f"reasons-{number}", N_("Reasons"), "area", "", rows=4, conditional=True, group=group),
        Field(f"review_on-{number}", N_("Until when"), "date", until, conditional=True, group=group),
        Field(
            f"how_to_challenge-{number}",
            N_("How it can be challenged"),
            "area",
            N_("To whom a councillor writes who thinks otherwise, and by what way."),
            rows=2,
            conditional=True,
            group=group,
        ),
    )


def numbers_of(given: Iterable[str]) -> tuple[int, ...] | None:
    """The paragraphs that were chosen, in their order; none where none is claimed; None where nothing was chosen."""
    chosen = set(given)
    found = tuple(number for number in PARAGRAPHS if str(number) in chosen)
    if found and NONE in chosen:
        return None
    return found if found or NONE in chosen else None


def begun(passage: ShownPassage, numbers: Iterable[int]) -> dict[str, tuple[str, ...]]:
    """What stands in the form at first: what is claimed now of the paragraphs that are claimed again."""
    found: dict[str, tuple[str, ...]] = {}
    known = {each.number: each for each in passage.claims}
    for number in numbers:
        claim = known.get(number)
        if claim is not None:
            found[f"result-{number}"] = (str(claim.result or ""),)
            found[f"reasons-{number}"] = (claim.reasons or "",)
            found[f"how_to_challenge-{number}"] = (claim.how_to_challenge or "",)
            found |= _day(f"review_on-{number}", claim.review_on)
    return found


def _day(name: str, on: date | None) -> dict[str, tuple[str, ...]]:
    return {f"{name}-{part}": (str(getattr(on, part)),) for part in ("day", "month", "year")} if on else {}


def claims(numbers: Iterable[int], values: Values, today: date) -> tuple[Claim, ...]:
    """What was written, as claims. Raises Incomplete with what each still lacks, at its field."""
    found: list[Claim] = []
    wrong: dict[str, str] = {}
    for number in numbers:
        try:
            found.append(_claim(number, values))
        except Incomplete as error:
            wrong |= {
                f"{name}-{number}": _NO_DAY if name == "review_on" else said for name, said in error.errors.items()
            }
    wrong |= {f"{name}-{number}": said for (number, name), said in lacking(tuple(found), today).items()}
    if wrong:
        raise Incomplete(wrong)
    return tuple(found)


def _claim(number: int, values: Values) -> Claim:
    fields = _of_claim(number)
    plain = Form("", tuple(Field(n, "", each.kind, optional=True) for n, each in zip(_NAMES, fields, strict=True)), "")
    end = f"-{number}"
    own = {name.replace(end, "", 1): each for name, each in values.items() if end in name}
    return read(plain, own, Claim, number=number)


def choose(visit: Visit, around: Around, errors: Mapping[str, str]) -> Response:
    """The page on which the paragraphs are chosen that are claimed; those that are claimed now are chosen already."""
    known = tuple(str(each.number) for each in around.passage.claims)
    standing = known or ((NONE,) if around.passage.looked else ())
    fields = filled(CHOOSING, {CLAIMED: standing}, errors)
    listed = [(f"#field-{name}", said) for name, said in errors.items()]
    own = {"form": CHOOSING, "fields": fields, "errors": listed, "passage": around.passage, "at": around.at}
    return visit.page("classifying/choose.html", 422 if errors else 200, **{**around.values, **own})
