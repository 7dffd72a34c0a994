"""What the law opens stays open: where the statute's own conditions are met and nothing it names is in the way."""

from __future__ import annotations

from gatekeeper.policy.proof.encode import Formula, all_of, both, either, no
from gatekeeper.policy.proof.invariant import Invariant
from gatekeeper.policy.proof.invariants.shapes import never
from gatekeeper.policy.proof.world import World


def _asks_of_main_council(world: World) -> Formula:
    types = ("county", "district", "london_borough")
    of_main = either(*(world[f"council_type={each}"] for each in types))
    own = either(no(world["through_assistant"]), world["assistant_authorised"])
    return all_of([world["jurisdiction=england"], of_main, own])


def _not_shut_to_members(world: World) -> Formula:
    """Not exempt but by paragraph 3 without terms proposed or by paragraph 6; and no breach of confidence."""
    soft = either(no(world["exempt.para_3"]), world["negotiation_terms=none"])
    lawful = either(world["confidential_basis=none"], no(world["showing_member_breaches"]))
    return all_of([no(world["exempt.hard"]), soft, lawful, no(world["child_or_care_file"])])


def _executive_document(world: World) -> Formula:
    kind = either(world["document_kind=report"], world["document_kind=background_paper"])
    considered = both(world["considered_for_executive_decision"], no(world["only_in_draft"]))
    return all_of([world["executive_arrangements"], world["held_by_executive"], kind, considered])


def _section_100f_fails(world: World) -> Formula:
    meetings = ("council", "committee", "sub_committee", "scrutiny", "joint_committee")
    coming = either(*(world[f"coming_at_{each}"] for each in meetings))
    of_a_group = either(world["other_groups_internal_papers"], world["other_groups_officer_work"])
    met = [_asks_of_main_council(world), world["serving_councillor"], world["held_by_council"], coming]
    return all_of([*met, _not_shut_to_members(world), no(of_a_group), no(world["right.s100f"])])


def _regulation_16_fails(world: World) -> Formula:
    closed = ("executive_private_done", "individual_decision_made", "officer_executive_decision_made")
    after = both(either(*(world[each] for each in closed)), no(world["right.reg16_3"]))
    public_part = both(world["executive_public_coming"], no(world["withheld_as_likely_private"]))
    before = both(public_part, no(world["right.reg16_1"]))
    met = [_asks_of_main_council(world), world["serving_councillor"], _executive_document(world)]
    return all_of([*met, _not_shut_to_members(world), no(world["adviser_advice"]), either(before, after)])


def _regulation_17_fails(world: World) -> Formula:
    done = (
        "executive_public_done",
        "executive_private_done",
        "individual_decision_made",
        "officer_executive_decision_made",
    )
    open_part = both(no(world["exempt.any"]), world["confidential_basis=none"])
    own = either(world["relevant_to_own_scrutiny"], world["relevant_to_own_programme"])
    met = [_asks_of_main_council(world), world["scrutiny_member"], _executive_document(world)]
    shown = either(open_part, both(own, world["confidential_basis=none"]))
    done_now = either(*(world[each] for each in done))
    clear = both(no(world["adviser_advice"]), no(world["child_or_care_file"]))
    return all_of([*met, done_now, shown, clear, no(world["right.reg17"])])


def _unsettled_bodies_right_is_lost(world: World) -> Formula:
    """Accounts and officers' reports of a body of which it is unsettled whether the Act means it."""
    body = either(world["council_type=combined_authority"], world["council_type=other_100j"])
    own = either(no(world["through_assistant"]), world["assistant_authorised"])
    accounts = both(world["document_kind=accounts"], no(_left_to_a_person(world, "s228")))
    reports = both(world["document_kind=statutory_officer_report"], no(_left_to_a_person(world, "statutory_report")))
    met = [world["jurisdiction=england"], body, own, world["serving_councillor"]]
    return all_of([*met, no(world["bar.every_route"]), either(accounts, reports)])


def _left_to_a_person(world: World, route: str) -> Formula:
    return both(world.applies[f"right.{route}"], world[f"doubt.{route}"])


OPENING = (
    Invariant(
        "an_unsettled_right_is_left_to_a_person",
        "A combined authority's or other section 100J body's accounts and reports are left to a person, not lost",
        "LGA 1972 ss.228(3), 270; LG&HA 1989 ss.4-5; R20, R23; Statement of law 9 (10)",
        never(_unsettled_bodies_right_is_lost),
    ),
    Invariant(
        "section_100f_opens_to_every_councillor",
        "Section 100F opens to every serving councillor what is coming to a meeting, but for the limits it names",
        "LGA 1972 s.100F(1)-(2A); R04, R06, R07 (groups' papers and care files are for a person: R41, R47, R58)",
        never(_section_100f_fails),
    ),
    Invariant(
        "regulation_16_opens_to_every_councillor",
        "Regulation 16 opens executive documents to every serving councillor, but for the limits it names",
        "SI 2012/2089 reg 16(1), (3), (5)-(7); R16a-R16e",
        never(_regulation_16_fails),
    ),
    Invariant(
        "regulation_17_opens_to_scrutiny",
        "Regulation 17 opens executive business done to scrutiny members, exempt parts included where relevant",
        "SI 2012/2089 reg 17(1)-(3); R17a-R17d; Statement of law 6.5 (23)",
        never(_regulation_17_fails),
    ),
)
