"""Statutory rights: whose they are, under which law, and what they never depend on."""

from __future__ import annotations

from gatekeeper.policy.proof.encode import NEVER, all_of, any_of, both, differ, either, no, statement
from gatekeeper.policy.proof.invariant import Claim, Invariant
from gatekeeper.policy.proof.invariants.shapes import (
    COUNCILLOR_RIGHTS,
    EXECUTIVE_PUBLIC,
    EXECUTIVE_RIGHTS,
    PART_VA_PUBLIC,
    facts_of,
    never,
    none_applies,
    otherwise,
    statute_unmoved_by,
    statutory_differs,
    statutory_routes,
    these,
)
from gatekeeper.policy.proof.standing import Standing, standings
from gatekeeper.policy.proof.study import Study

_MEMBER_RIGHTS = (*COUNCILLOR_RIGHTS, "right.reg17", "right.art10")


OTHER_OFFENCES = ("right.openness", "right.s228", "right.s228_minutes")


def _need_answers_free(study: Study) -> Claim:
    """Whatever the questions of need and grounds come to, every statutory route stands the same."""
    freed = tuple(name for name in study.questions if name.startswith(("need.", "ground.", "condition.")))
    other = study.world.but(answers={name: statement(f"freed:{name}") for name in freed})
    return Claim(statutory_differs(study, study.world, other), other, freed=freed)


def _only_section_100f(study: Study) -> Claim:
    other, always = otherwise(study, facts_of("purpose", "request", "scrutiny")(study))
    return Claim(differ(study.world["right.s100f"], other["right.s100f"]), other, always=always)


def _one_right_is_enough(study: Study) -> Claim:
    world = study.world
    unheeded = [both(world[route.right], no(world["right.statutory"])) for route in statutory_routes(study)]
    lost = all_of([world["right.statutory"], no(world["bar.passage"]), no(world["passage.entitled"])])
    return Claim(any_of([*unheeded, lost]))


def _other_nations(study: Study) -> Claim:
    world = study.world
    applies = any_of(world.applies[route.right] for route in statutory_routes(study))
    referred = standings(world, study.routes)[Standing("refer")]
    return Claim(both(no(world["jurisdiction=england"]), any_of([applies, world["right.common_law"], no(referred)])))


def _through_an_authorised_assistant(study: Study) -> Claim:
    world = study.world
    other = world.but(facts={"through_assistant": NEVER})
    authorised = both(world["through_assistant"], world["assistant_authorised"])
    return Claim(both(authorised, statutory_differs(study, world, other)), other)


RIGHTS = (
    Invariant(
        "no_entitlement_without_a_right",
        "Nobody is entitled but by a statutory right or by the council's own rules",
        "Statement of law 0.1, 6.2 (union of the routes)",
        never(lambda w: both(w["passage.entitled"], no(either(w["right.statutory"], w["right.local_release"])))),
    ),
    Invariant(
        "one_right_is_enough",
        "Each statutory right is enough by itself: one that fails never defeats another",
        "LGA 1972 ss.100F(5), 100H(7); SI 2012/2089 regs 16(8), 21(8); R30",
        _one_right_is_enough,
    ),
    Invariant(
        "need_is_no_gate_on_statute",
        "What the common law asks about need and purpose never changes a statutory right",
        "Statement of law 6.5 (1)-(2); R v Sheffield City Council ex p Chadwick (1985) 84 LGR 563",
        statute_unmoved_by(facts_of("purpose")),
    ),
    Invariant(
        "need_answers_do_not_reach_statute",
        "However need, grounds and conditions are answered, every statutory right stands the same",
        "Statement of law 6.2 (a common-law refusal never overrides a statutory allow)",
        _need_answers_free,
    ),
    Invariant(
        "request_does_not_move_statute",
        "A member's statutory rights depend neither on capacity, cost or form of the request nor on an undertaking",
        "Statement of law 5.2 (14)-(15), 6.5 (1), (43), (46)",
        statute_unmoved_by(facts_of("request")),
    ),
    Invariant(
        "section_100f_needs_no_reason",
        "Section 100F needs no reason: no purpose, no capacity, no scrutiny work changes it",
        "LGA 1972 s.100F(1); Statement of law 6.5 (1), (5)",
        _only_section_100f,
    ),
    Invariant(
        "committee_place_does_not_move_statute",
        "Being on the responsible committee, in office, or interested in the matter never changes a statutory right",
        "LGA 1972 s.100F(1); Localism Act 2011 s.31; R59; Statement of law 6.5 (5), (41)",
        statute_unmoved_by(
            these(
                "member_of_responsible_body",
                "substitute_on_responsible_body",
                "likely_substitute_on_responsible_body",
                "portfolio_covers_subject",
                "collective_executive_decision",
                "executive_member",
                "council_leader",
                "group_leader",
                "opposition_spokesperson",
                "audit_committee_member",
                "has_pecuniary_interest",
            )
        ),
    ),
    Invariant(
        "labels_and_data_do_not_move_statute",
        "Markings, personal data, privilege and sensitivity move a statutory right only through Schedule 12A or a bar "
        "(section 26 leaves out what is personal by its kind, and a care file is for a person)",
        "Statement of law 6.5 (9), (11), (42), (59)",
        statute_unmoved_by(
            these(
                "marked_exempt",
                "third_party_personal_data",
                "identifiable_officer",
                "legally_privileged",
                "requester_adverse",
                "casework_about_individual",
                "disciplinary_hearing_detail",
                "sensitive_draft",
                "constituent_correspondence",
                "third_party_copyright",
                "affects_own_ward",
            )
        ),
    ),
    Invariant(
        "only_councillors_have_members_rights",
        "Only serving councillors and mayors, not co-opted members, ever have section 100F, regulation 16 or s.228(3)",
        "LGA 1972 ss.100F(1), 228(3); SI 2012/2089 reg 16(1); R15; Statement of law 6.5 (31)",
        none_applies(COUNCILLOR_RIGHTS, lambda w: both(no(w["serving_councillor"]), no(w["elected_mayor"]))),
    ),
    Invariant(
        "mayor_is_for_a_person",
        "An elected mayor who is no serving councillor is never given a member's right by machine",
        "Local Government Act 2000 s.9H(3)-(5); R15",
        never(
            lambda w: all_of(
                [w["elected_mayor"], no(w["serving_councillor"]), any_of(w[right] for right in COUNCILLOR_RIGHTS)]
            )
        ),
    ),
    Invariant(
        "parish_has_no_principal_council_rights",
        "A parish councillor never has section 100F, the 2012 Regulations, article 10 or the public routes of Part VA",
        "LGA 1972 ss.100J, 270; Statement of law 6.5 (32)",
        none_applies(
            ("right.s100f", *EXECUTIVE_RIGHTS, "right.art10", *PART_VA_PUBLIC, *EXECUTIVE_PUBLIC),
            lambda w: w["council_type=parish"],
        ),
    ),
    Invariant(
        "committee_system_has_no_executive_rights",
        "In a committee-system council regulations 7 and 14 to 17 never apply",
        "SI 2012/2089 reg 2; Statement of law 6.5 (35)",
        none_applies((*EXECUTIVE_RIGHTS, *EXECUTIVE_PUBLIC), lambda w: no(w["executive_arrangements"])),
    ),
    Invariant(
        "england_speaks_for_england",
        "England's rules never speak for Wales, Scotland or Northern Ireland: a person decides",
        "Statement of law 8; LGA 1972 s.100F(2C)-(2E); LG(S)A 1973 s.50F; LGA(NI) 2014 s.48",
        _other_nations,
    ),
    Invariant(
        "section_100f_looks_ahead",
        "Section 100F never opens what has no business still to be transacted at a council or committee meeting",
        "LGA 1972 s.100F(1); R13, R14; Statement of law 6.5 (3), (16)",
        never(lambda w: both(w["right.s100f"], no(w["business.coming"]))),
    ),
    Invariant(
        "drafts_are_no_regulation_documents",
        "A draft that was never the paper considered is not opened by regulations 16 and 17",
        "SI 2012/2089 reg 2; R16f; Statement of law 6.5 (14)",
        none_applies(EXECUTIVE_RIGHTS, lambda w: w["only_in_draft"]),
    ),
    Invariant(
        "regulation_16_gaps",
        "Regulation 16 opens nothing before a private meeting or a single decision, nor after a public meeting",
        "SI 2012/2089 reg 16; R16g, R16h; Statement of law 6.5 (17)",
        none_applies(
            ("right.reg16_1", "right.reg16_3"),
            lambda w: both(no(w["executive_public_coming"]), no(w["executive.closed_done"])),
        ),
    ),
    Invariant(
        "scrutiny_looks_back",
        "Regulation 17 never opens business that is not transacted and decisions that are not made",
        "SI 2012/2089 reg 17(1); R17e",
        none_applies(("right.reg17",), lambda w: no(w["executive.done"])),
    ),
    Invariant(
        "an_assistant_has_no_right_of_his_own",
        "A group assistant whom no councillor has authorised has no member's right",
        "R57; Statement of law 6.5 (54)",
        none_applies(_MEMBER_RIGHTS, lambda w: both(w["through_assistant"], no(w["assistant_authorised"]))),
    ),
    Invariant(
        "an_authorised_assistant_is_the_councillor",
        "A request by an authorised assistant is the councillor's own: the same statutory rights, no more, no less",
        "R57; Council protocols (county 6.3)",
        _through_an_authorised_assistant,
    ),
    Invariant(
        "no_condition_on_statute",
        "No condition is ever allowed where a statutory right opens the passage",
        "Statement of law 5.2 (14), 6.5 (46); R54",
        never(lambda w: both(w["right.statutory"], either(w["condition.allowed"], w["condition.undertaking_refused"]))),
    ),
    Invariant(
        "offences_are_of_public_papers",
        "A warning of an offence is given only for public papers and the accounts",
        "LGA 1972 ss.100H(4), 228(7); SI 2012/2089 reg 22; R19; Statement of law 6.5 (27)",
        never(
            lambda w: both(
                w["warn.offence"],
                no(any_of(w[r] for r in (*PART_VA_PUBLIC, *EXECUTIVE_PUBLIC, *OTHER_OFFENCES))),
            )
        ),
    ),
)
