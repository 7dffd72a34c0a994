"""Truth tables of Part VA: every combination of findings, answered as the law is written out once more in this test."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import product

import pytest

from gatekeeper.core.facts import Facts, Value
from gatekeeper.policy.rulebook import EditionRulebook

SEED = 100
PARAGRAPHS = (1, 2, 3, 4, 5, 6, 7)
BLOCKING = (1, 2, 4, 5, 7)
PRINCIPAL = {"county", "district", "london_borough", "combined_authority", "other_100j"}

EITHER: tuple[Value, ...] = (True, False, None)
COUNCILS: tuple[Value, ...] = ("district", "parish", None)
EVERY_COUNCIL: tuple[Value, ...] = (*sorted(PRINCIPAL), "parish", "none_of_these", None)
BALANCES: tuple[Value, ...] = ("maintain", "equal", "disclose", None)
NEGOTIATIONS: tuple[Value, ...] = ("none", "live", "agreed", "historic", None)
PROHIBITIONS: tuple[Value, ...] = ("none", "government_terms", "enactment", "court_order", None)
PAPERS: tuple[Value, ...] = ("minutes", "summary_of_proceedings", "agenda", "report", "correspondence", None)

Vector = tuple[Value, ...]
Law = Callable[[Facts], bool]


@dataclass(frozen=True)
class Table:
    """Findings that vary, each over all its values and *not yet known*; those that are given; and what the law says.

    ``exact`` names the questions that the rules leave open only where the law itself must wait for a finding;
    ``sample`` is how many vectors both evaluators are asked, half of them complete.
    """

    name: str
    varies: Mapping[str, tuple[Value, ...]]
    law: Mapping[str, Law]
    given: Facts = field(default_factory=dict)
    sample: int = 20
    exact: frozenset[str] = frozenset()

    def vectors(self) -> Iterator[Vector]:
        return product(*self.varies.values())

    def facts(self, base: Facts, vector: Vector) -> dict[str, Value]:
        return {**base, **self.given, **dict(zip(self.varies, vector, strict=True))}


def part_va_covers(facts: Facts) -> bool:
    """Sections 100J and 270(1), in England."""
    return facts["jurisdiction"] == "england" and facts["council_type"] in PRINCIPAL


def exempt(paragraph: int, facts: Facts) -> bool:
    """Schedule 12A: within the paragraph, saved by neither 8 nor 9, outweighing disclosure (10); a tie discloses."""
    if facts["self_planning_application"] or (paragraph == 3 and facts["registered_information"]):
        return False
    return facts[f"claimed_para_{paragraph}"] is True and facts[f"balance_para_{paragraph}"] == "maintain"


def exempt_at_all(facts: Facts) -> bool:
    """Section 100I(1)."""
    return any(exempt(paragraph, facts) for paragraph in PARAGRAPHS)


def standing(facts: Facts) -> str:
    """Section 100F(2)-(2A) for one passage: open, blocked, or unsettled and so a person's to decide."""
    blocks = any(exempt(paragraph, facts) for paragraph in BLOCKING)
    business_affairs, proposed_order = exempt(3, facts), exempt(6, facts)
    if business_affairs and facts["negotiation_terms"] in ("agreed", "historic"):
        return "unsettled"
    if business_affairs and facts["negotiation_terms"] == "live":
        return "unsettled" if proposed_order else "blocked"
    if blocks:
        return "unsettled" if business_affairs or proposed_order else "blocked"
    return "open"


def barred(facts: Facts) -> bool:
    """Section 100A(2)-(3): one of the three prohibitions, and showing it to this councillor would breach it."""
    return facts["confidential_basis"] != "none" and facts["showing_member_breaches"] is True


def politically_unsettled(facts: Facts) -> bool:
    """R41 and R58: another group's papers, or officers' work for it that is neither released nor published."""
    unreleased = not (facts["group_has_released"] or facts["group_work_published"])
    return facts["other_groups_internal_papers"] is True or (facts["other_groups_officer_work"] is True and unreleased)


def her_own_request(facts: Facts) -> bool:
    """Statement of law R57."""
    return not facts["through_assistant"] or facts["assistant_authorised"] is True


def business_coming(facts: Facts) -> bool:
    """Sections 100E(3)-(4) and 100F(1), LGA 2000 s.9FA(6)(a): the council and whatever is certainly its committee."""
    bodies = ("council", "committee", "sub_committee", "scrutiny", "joint_committee")
    return any(facts[f"coming_at_{body}"] for body in bodies)


def open_under_s100f(facts: Facts) -> bool:
    """Section 100F(1) for a member of the council; for the mayor, or an uncertain body or meeting, a person decides."""
    if not (part_va_covers(facts) and facts["serving_councillor"] and her_own_request(facts)):
        return False
    if not facts["held_by_council"] or not business_coming(facts):
        return False
    return standing(facts) == "open" and not barred(facts) and not politically_unsettled(facts)


def open_under_s100c(facts: Facts) -> bool:
    """Section 100C(1): six years; minutes, summary and agenda of what was taken, reports of what was public."""
    if not part_va_covers(facts) or not facts["within_six_years_of_meeting"]:
        return False
    if facts["confidential_basis"] != "none" or exempt_at_all(facts):
        return False
    if facts["document_kind"] == "report":
        return facts["past_open_item"] is True
    taken = facts["past_open_item"] is True or facts["past_closed_item"] is True
    return taken and facts["document_kind"] in ("minutes", "summary_of_proceedings", "agenda")


def left_out_under_s100c(facts: Facts) -> bool:
    """Section 100C(1)(a), (2): exempt minutes of closed proceedings, and whatever exempt a summary would disclose."""
    closed_minutes = facts["document_kind"] == "minutes" and facts["past_closed_item"] is True
    return exempt_at_all(facts) and (closed_minutes or facts["document_kind"] == "summary_of_proceedings")


def open_under_s100d(facts: Facts) -> bool:
    """Section 100D(1)-(2), (4): listed, and open with its report or within four years of the open item's meeting."""
    if not part_va_covers(facts) or not facts["listed_background_paper"]:
        return False
    if facts["confidential_basis"] != "none" or exempt_at_all(facts):
        return False
    before = facts["papers_public_now"] is True and business_coming(facts)
    return before or (facts["past_open_item"] is True and facts["within_four_years_of_meeting"] is True)


def opens_later_under_s100d(facts: Facts) -> bool:
    """Section 100D(1): a listed paper opens when its report does."""
    listed = part_va_covers(facts) and facts["listed_background_paper"] is True
    return listed and business_coming(facts) and not facts["papers_public_now"]


MAINTAINED: Facts = {f"balance_para_{paragraph}": "maintain" for paragraph in PARAGRAPHS}
COMING: Facts = {"coming_at_committee": True}
WEIGHED = tuple(
    Table(
        name=f"paragraph {paragraph}",
        varies={
            f"claimed_para_{paragraph}": EITHER,
            f"balance_para_{paragraph}": BALANCES,
            "registered_information": EITHER,
            "self_planning_application": EITHER,
        },
        law={f"exempt.para_{paragraph}": partial(exempt, paragraph), "exempt.any": exempt_at_all},
        sample=6,
        exact=frozenset({f"exempt.para_{paragraph}", "exempt.any"}),
    )
    for paragraph in PARAGRAPHS
)
MEMBERS_AND_EXEMPTIONS = Table(
    name="section 100F: seven paragraphs and the state of the negotiation",
    varies={**{f"claimed_para_{paragraph}": EITHER for paragraph in PARAGRAPHS}, "negotiation_terms": NEGOTIATIONS},
    law={
        "block.s100f": lambda facts: standing(facts) == "blocked",
        "doubt.s100f": lambda facts: standing(facts) == "unsettled",
        "right.s100f": open_under_s100f,
    },
    given={**MAINTAINED, **COMING},
    exact=frozenset({"doubt.s100f"}),
)
WHO_ASKS = Table(
    name="section 100F: who asks, and who holds the document",
    varies={
        "council_type": EVERY_COUNCIL,
        **dict.fromkeys(("serving_councillor", "elected_mayor", "through_assistant", "assistant_authorised"), EITHER),
        **dict.fromkeys(("held_by_council", "coming_at_council"), EITHER),
    },
    law={"right.s100f": open_under_s100f},
)
WHERE_IT_GOES = Table(
    name="section 100F: to which body, and whether a meeting is fixed",
    varies={
        **{f"coming_at_{body}": EITHER for body in ("council", "committee", "sub_committee", "scrutiny")},
        **dict.fromkeys(("coming_at_joint_committee", "coming_at_unsettled_body", "expected_without_meeting"), EITHER),
    },
    law={"right.s100f": open_under_s100f, "business.coming": business_coming},
    exact=frozenset({"business.coming"}),
)
BARS_AND_GROUPS = Table(
    name="section 100F: prohibitions, balances and other groups' papers",
    varies={
        "confidential_basis": PROHIBITIONS,
        "balance_para_5": BALANCES,
        **dict.fromkeys(("showing_member_breaches", "other_groups_internal_papers"), EITHER),
        **dict.fromkeys(("other_groups_officer_work", "group_has_released", "group_work_published"), EITHER),
    },
    law={"right.s100f": open_under_s100f, "bar.part_va": barred, "bar.passage": barred},
    given={**COMING, "claimed_para_5": True},
    exact=frozenset({"right.s100f", "bar.part_va", "bar.passage"}),
)
AFTER_THE_MEETING = Table(
    name="section 100C",
    varies={
        "council_type": COUNCILS,
        "document_kind": PAPERS,
        "confidential_basis": PROHIBITIONS,
        **dict.fromkeys(("past_open_item", "past_closed_item"), EITHER),
        **dict.fromkeys(("within_six_years_of_meeting", "claimed_para_3"), EITHER),
    },
    law={"right.s100c": open_under_s100c, "block.s100c": left_out_under_s100c},
    given=MAINTAINED,
    exact=frozenset({"block.s100c"}),
)
BACKGROUND_PAPERS = Table(
    name="section 100D",
    varies={
        "council_type": COUNCILS,
        "confidential_basis": PROHIBITIONS,
        **dict.fromkeys(("listed_background_paper", "coming_at_committee", "papers_public_now"), EITHER),
        **dict.fromkeys(("past_open_item", "within_four_years_of_meeting", "claimed_para_7"), EITHER),
    },
    law={"right.s100d": open_under_s100d, "later.s100d": opens_later_under_s100d},
    given=MAINTAINED,
    exact=frozenset({"right.s100d", "later.s100d"}),
)
SECTIONS = (MEMBERS_AND_EXEMPTIONS, WHO_ASKS, WHERE_IT_GOES, BARS_AND_GROUPS, AFTER_THE_MEETING, BACKGROUND_PAPERS)
ALL = pytest.mark.parametrize("table", [*WEIGHED, *SECTIONS], ids=lambda table: table.name)


def completions(table: Table, base: Facts, law: Law) -> Callable[[Vector], frozenset[bool]]:
    """What the law says of a vector, for every way in which its unknown findings may turn out."""
    ranges = [[value for value in values if value is not None] for values in table.varies.values()]

    @cache
    def of(vector: Vector) -> frozenset[bool]:
        if None not in vector:
            return frozenset({law(table.facts(base, vector))})
        at = vector.index(None)
        return frozenset().union(*(of((*vector[:at], value, *vector[at + 1 :])) for value in ranges[at]))

    return of


@ALL
def test_every_complete_set_of_findings_is_answered_as_the_law_says(
    table: Table, book: EditionRulebook, plain: Facts
) -> None:
    for vector in table.vectors():
        if None in vector:
            continue
        facts = table.facts(plain, vector)
        answered = book.explore(facts, frozenset(table.law))
        expected = {question: law(facts) for question, law in table.law.items()}
        assert {question: answered[question] for question in expected} == expected, vector


@ALL
def test_an_answer_on_part_of_the_findings_holds_however_the_rest_turn_out(
    table: Table, book: EditionRulebook, plain: Facts
) -> None:
    lawful = {question: completions(table, plain, law) for question, law in table.law.items()}
    for vector in table.vectors():
        answered = book.explore(table.facts(plain, vector), frozenset(table.law))
        for question, outcomes in lawful.items():
            value = answered[question]
            if value is not None:
                assert outcomes(vector) == {value}, (question, vector)
            elif question in table.exact:
                assert outcomes(vector) == {True, False}, (question, vector)


@ALL
def test_both_evaluators_give_the_lawful_answer(table: Table, book: EditionRulebook, plain: Facts) -> None:
    lawful = {question: completions(table, plain, law) for question, law in table.law.items()}
    choose, vectors = random.Random(SEED), list(table.vectors())
    complete = [vector for vector in vectors if None not in vector]
    half = table.sample // 2
    for vector in choose.sample(complete, half) + choose.sample(vectors, half):
        answers = book.answer(table.facts(plain, vector))
        for question, outcomes in lawful.items():
            value = answers[question].value
            undecided = value is None and None in vector
            assert undecided or outcomes(vector) == {value}, (question, vector)
