"""Truth tables of the executive's papers and of need to know: every combination, answered as the law says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import pytest

from gatekeeper.core.facts import Facts, Value
from gatekeeper.policy.rulebook import EditionRulebook

SEED, SAMPLE = 2089, 12
PARAGRAPHS = (1, 2, 3, 4, 5, 6, 7)
EITHER: tuple[Value, ...] = (True, False, None)
NEGOTIATIONS: tuple[Value, ...] = ("none", "live", "agreed", "historic", None)
PROHIBITIONS: tuple[Value, ...] = ("none", "government_terms", "enactment", "court_order", None)
CAPACITIES: tuple[Value, ...] = ("council_member", "ward_casework", "party", "private", None)
KINDS: tuple[Value, ...] = ("report", "background_paper", "correspondence", None)
RELEVANCE = ("relevant_to_own_scrutiny", "relevant_to_own_programme", "relevant_to_other_programme")

Vector = tuple[Value, ...]
Law = Callable[[Facts], bool]


@dataclass(frozen=True)
class Table:
    """Findings that vary, each over all its values; those that are given; and what the law says of each question."""

    name: str
    varies: Mapping[str, tuple[Value, ...]]
    given: Facts
    law: Mapping[str, Law]

    def facts(self, base: Facts, vector: Vector) -> dict[str, Value]:
        return {**base, **self.given, **dict(zip(self.varies, vector, strict=True))}

    def one_finding_later(self, vector: Vector) -> Iterator[Vector]:
        """The vectors in which just one of the findings still missing has come in."""
        for at, values in enumerate(self.varies.values()):
            if vector[at] is None:
                yield from ((*vector[:at], value, *vector[at + 1 :]) for value in values if value is not None)


@dataclass(frozen=True)
class Answered:
    """A table, with the compiled evaluator's answer to each of its questions on each of its vectors."""

    table: Table
    base: Facts
    answers: Mapping[Vector, Mapping[str, bool | None]]


def some(facts: Facts, *names: str) -> bool:
    return any(facts[name] is True for name in names)


def every(facts: Facts, *names: str) -> bool:
    return all(facts[name] is True for name in names)


def exempt_paragraphs(facts: Facts) -> set[int]:
    """Schedule 12A Part 1 and paragraph 10: claimed by the proper officer, and outweighing disclosure today."""
    return {n for n in PARAGRAPHS if facts[f"claimed_para_{n}"] and facts[f"balance_para_{n}"] == "maintain"}


def standing_under_reg16(facts: Facts) -> str:
    """Regulation 16(5)-(6) for one passage: open, blocked, or unsettled and so a person's (Statement of law 6.2)."""
    exempt = exempt_paragraphs(facts)
    terms = facts["negotiation_terms"] if 3 in exempt else "none"
    if terms in ("agreed", "historic"):
        return "unsettled"
    if terms == "live":
        return "unsettled" if 6 in exempt else "blocked"
    if exempt - {3, 6}:
        return "unsettled" if exempt & {3, 6} else "blocked"
    return "open"


def blocked_under_reg16(facts: Facts) -> bool:
    """Regulation 16(5)-(7); a political adviser's advice is outside it whatever the exemptions say."""
    return standing_under_reg16(facts) == "blocked" or some(facts, "adviser_advice")


def unsettled_under_reg16(facts: Facts) -> bool:
    """Statement of law R08; and LGA 2000 s.9H(3)-(5): nothing makes an elected mayor a member, so a person decides."""
    mayor = some(facts, "elected_mayor") and not some(facts, "serving_councillor")
    return standing_under_reg16(facts) == "unsettled" or mayor


def barred(facts: Facts) -> bool:
    """Regulations 2 and 20(1): one of the three prohibitions, and showing it to this councillor would breach it."""
    return facts["confidential_basis"] != "none" and some(facts, "showing_member_breaches")


def executive_document(facts: Facts) -> bool:
    """Regulation 2: a report or background paper, not only in draft, considered for an executive decision; and held."""
    finished = facts["document_kind"] in ("report", "background_paper") and not some(facts, "only_in_draft")
    return finished and every(facts, "considered_for_executive_decision", "held_by_executive", "executive_arrangements")


def member_asks(facts: Facts) -> bool:
    """A member of the council, by herself or by an assistant she authorised."""
    own = not some(facts, "through_assistant") or some(facts, "assistant_authorised")
    return own and some(facts, "serving_councillor")


def reg16_reaches(facts: Facts) -> bool:
    closed = blocked_under_reg16(facts) or unsettled_under_reg16(facts) or barred(facts)
    return member_asks(facts) and executive_document(facts) and not closed


def closed_done(facts: Facts) -> bool:
    """Regulation 16(3)(b): a private meeting over, or an individual member's or an officer's decision made."""
    return some(facts, "executive_private_done", "individual_decision_made", "officer_executive_decision_made")


def closed_coming(facts: Facts) -> bool:
    return some(facts, "executive_private_coming", "individual_decision_coming", "officer_executive_decision_coming")


def open_under_reg16_1(facts: Facts) -> bool:
    return reg16_reaches(facts) and some(facts, "executive_public_coming")


def open_under_reg16_3(facts: Facts) -> bool:
    return reg16_reaches(facts) and closed_done(facts)


def opens_later_under_reg16_3(facts: Facts) -> bool:
    """Regulation 16(3)-(4): nothing before the private meeting or the decision; then it opens."""
    return member_asks(facts) and executive_document(facts) and closed_coming(facts)


def scrutiny_asks_of_business_done(facts: Facts) -> bool:
    """Regulation 17(1): a meeting held, public or private, or an individual member's or an officer's decision made."""
    done = some(facts, "executive_public_done") or closed_done(facts)
    return some(facts, "scrutiny_member") and executive_document(facts) and done


def withheld_under_reg17(facts: Facts) -> bool:
    """Regulation 17(3): exempt or confidential and relevant to no review, or a political adviser's advice."""
    protected = bool(exempt_paragraphs(facts)) or facts["confidential_basis"] != "none"
    return (protected and not some(facts, *RELEVANCE)) or some(facts, "adviser_advice")


def unsettled_under_reg17(facts: Facts) -> bool:
    """Statement of law 2.6: a sub-committee alone; another committee's programme alone; confidential yet relevant."""
    sub_committee_alone = some(facts, "scrutiny_sub_committee_only") and not some(facts, "scrutiny_member")
    own = some(facts, "relevant_to_own_scrutiny", "relevant_to_own_programme")
    elsewhere_alone = some(facts, "relevant_to_other_programme") and not own
    confidential = facts["confidential_basis"] != "none" and some(facts, *RELEVANCE)
    return sub_committee_alone or confidential or (elsewhere_alone and bool(exempt_paragraphs(facts)))


def open_under_reg17(facts: Facts) -> bool:
    closed = withheld_under_reg17(facts) or unsettled_under_reg17(facts) or barred(facts)
    return scrutiny_asks_of_business_done(facts) and not closed


def opens_later_under_reg17(facts: Facts) -> bool:
    """Regulation 17 looks back only: it opens when the business is done."""
    coming = some(facts, "executive_public_coming") or closed_coming(facts)
    return some(facts, "scrutiny_member") and executive_document(facts) and coming


def statement_owed(facts: Facts) -> bool:
    """Regulation 17(4), of a document the executive holds: any reason in (1) or (3) is set out for the committee."""
    outside = not scrutiny_asks_of_business_done(facts)
    return some(facts, "scrutiny_member") and (outside or withheld_under_reg17(facts) or barred(facts))


def responsible(facts: Facts) -> bool:
    """Birmingham v O: on the responsible committee, holding the portfolio, or part of the collective decision."""
    office = some(facts, "member_of_responsible_body", "portfolio_covers_subject", "collective_executive_decision")
    return office and some(facts, "serving_councillor")


def improper(facts: Facts) -> bool:
    """Woodward, Conlan: evidenced, dominant, and put to her."""
    return every(facts, "improper_purpose_evidenced", "improper_purpose_dominant", "member_heard")


def presumed(facts: Facts) -> bool:
    """Displaced (Hook) if circulation is limited in good faith or the matter closed before she came; or if improper."""
    return responsible(facts) and not improper(facts) and not some(facts, "circulation_limited", "matter_closed")


def excluded(facts: Facts) -> bool:
    """Statement of law R41, R42, R45, R50, R53, R58; and 5.2 (7), not asked of a member of the responsible body."""
    not_business = some(facts, "curiosity_only") or facts["capacity"] in ("party", "private")
    shared = some(facts, "group_has_released", "group_work_published", "plain_facts_only")
    return (
        some(facts, "other_groups_internal_papers", "later_use_differs")
        or (some(facts, "narrowing_offered") and not some(facts, "document_identified"))
        or every(facts, "legally_privileged", "requester_adverse")
        or (some(facts, "other_groups_officer_work") and not shared)
        or (not_business and not responsible(facts))
        or improper(facts)
    )


def vary(names: str) -> dict[str, tuple[Value, ...]]:
    """Each of these findings yes, no and not yet known."""
    return dict.fromkeys(names.split(), EITHER)


MAINTAINED: Facts = {f"balance_para_{n}": "maintain" for n in PARAGRAPHS}
CONSIDERED: Facts = {**MAINTAINED, "document_kind": "report", "considered_for_executive_decision": True}
DONE_AND_COMING: Facts = {**CONSIDERED, "executive_public_coming": True, "executive_private_done": True}
GROUP_WORK: Facts = {"other_groups_officer_work": True, "legally_privileged": True, "narrowing_offered": True}
HEARD: Facts = {"improper_purpose_evidenced": True, "member_heard": True}
CLAIMS = vary(" ".join(f"claimed_para_{n}" for n in PARAGRAPHS))
ASKING = vary("executive_arrangements serving_councillor elected_mayor through_assistant")
PAPER = vary("held_by_executive considered_for_executive_decision only_in_draft") | {"document_kind": KINDS}
DONE = "executive_public_done executive_private_done individual_decision_made officer_executive_decision_made"
COMING = "executive_public_coming executive_private_coming individual_decision_coming officer_executive_decision_coming"
OFFICES = vary("member_of_responsible_body portfolio_covers_subject collective_executive_decision")
IMPROPER = vary("improper_purpose_evidenced improper_purpose_dominant member_heard")
EXCLUDED: Mapping[str, Law] = {"need.excluded": excluded}
REG16_3: Mapping[str, Law] = {"right.reg16_3": open_under_reg16_3, "later.reg16_3": opens_later_under_reg16_3}
REG16: Mapping[str, Law] = {
    "block.reg16": blocked_under_reg16,
    "doubt.reg16": unsettled_under_reg16,
    "right.reg16_1": open_under_reg16_1,
    "right.reg16_3": open_under_reg16_3,
}
REG17: Mapping[str, Law] = {"right.reg17": open_under_reg17, "duty.reg17_statement": statement_owed}
REG17_TRACE: Mapping[str, Law] = {**REG17, "block.reg17": withheld_under_reg17, "doubt.reg17": unsettled_under_reg17}
BUSINESS: Mapping[str, Law] = {**REG16_3, **REG17, "later.reg17": opens_later_under_reg17}
ADVICE_AND_BARS = vary("adviser_advice showing_member_breaches")
TABLES = (
    Table("regulation 16: paragraphs", CLAIMS | {"negotiation_terms": NEGOTIATIONS}, DONE_AND_COMING, REG16),
    Table("regulation 16: advice and prohibitions beside exemptions", {
        **vary("claimed_para_1 claimed_para_3 claimed_para_6"), **ADVICE_AND_BARS,
        "negotiation_terms": NEGOTIATIONS, "confidential_basis": PROHIBITIONS,
    }, DONE_AND_COMING, REG16),
    Table("regulation 16(3): who asks for what", ASKING | PAPER,
          {"executive_private_done": True, "individual_decision_coming": True}, REG16_3),
    Table("regulations 16(3) and 17: business done and to come", vary(DONE) | vary(COMING),
          {**CONSIDERED, "scrutiny_member": True}, BUSINESS),
    Table("regulation 17: protection, relevance, advice and membership", {
        **vary("scrutiny_sub_committee_only claimed_para_3"), **dict.fromkeys(RELEVANCE, EITHER), **ADVICE_AND_BARS,
        "scrutiny_member": (True, False), "confidential_basis": ("none", "court_order", None),
    }, {**CONSIDERED, "executive_public_done": True}, REG17_TRACE),
    Table("regulation 17: every paragraph and prohibition needs relevance", {
        **dict.fromkeys(CLAIMS, (True, False)), "relevant_to_own_scrutiny": EITHER, "confidential_basis": PROHIBITIONS,
    }, {**CONSIDERED, "executive_public_done": True, "scrutiny_member": True}, REG17_TRACE),
    Table("need presumed or to be justified", OFFICES | IMPROPER | vary("circulation_limited matter_closed")
          | {"serving_councillor": (True, False)}, {},
          {"need.presumed": presumed, "need.must_justify": lambda facts: not presumed(facts)}),
    Table("need excluded: purposes", {
        **vary("curiosity_only member_of_responsible_body portfolio_covers_subject"), **IMPROPER,
        "capacity": CAPACITIES,
    }, {}, EXCLUDED),
    Table("need excluded: papers", vary(
        "legally_privileged requester_adverse other_groups_officer_work group_has_released group_work_published"
        " plain_facts_only other_groups_internal_papers"), {}, EXCLUDED),
    Table("need excluded: one ground is enough", vary(
        "document_identified other_groups_internal_papers curiosity_only improper_purpose_dominant requester_adverse"
        " later_use_differs group_has_released"), {**GROUP_WORK, **HEARD}, EXCLUDED),
)


@pytest.fixture(scope="module", params=TABLES, ids=lambda table: table.name)
def answered(request: pytest.FixtureRequest, book: EditionRulebook, plain: Facts) -> Answered:
    table: Table = request.param
    answers = {}
    for vector in product(*table.varies.values()):
        found = book.explore(table.facts(plain, vector), frozenset(table.law))
        answers[vector] = {question: found[question] for question in table.law}
    return Answered(table, plain, answers)


def test_every_complete_set_of_findings_is_answered_as_the_law_says(answered: Answered) -> None:
    for vector, answers in answered.answers.items():
        if None not in vector:
            facts = answered.table.facts(answered.base, vector)
            assert answers == {question: law(facts) for question, law in answered.table.law.items()}, vector


def test_an_early_answer_stands_whatever_the_missing_findings_turn_out_to_be(answered: Answered) -> None:
    for vector, answers in answered.answers.items():
        early = {question: value for question, value in answers.items() if value is not None}
        if early:
            for later in answered.table.one_finding_later(vector):
                assert early.items() <= answered.answers[later].items(), (vector, later)


def test_each_question_is_answered_yes_and_no_and_left_open(answered: Answered) -> None:
    for question in answered.table.law:
        assert {answers[question] for answers in answered.answers.values()} == {True, False, None}, question


def test_stock_casbin_gives_the_same_answers(answered: Answered, book: EditionRulebook) -> None:
    for vector in random.Random(SEED).sample(list(answered.answers), SAMPLE):
        record = book.answer(answered.table.facts(answered.base, vector))
        assert {question: record[question].value for question in answered.table.law} == answered.answers[vector], vector
