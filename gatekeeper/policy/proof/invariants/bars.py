"""Bars, blocks and exemptions: the forbidden stays shut; the merely exempt is shut no more than the law says."""

from __future__ import annotations

from gatekeeper.core.rules import Route
from gatekeeper.policy.proof.encode import NEVER, Formula, all_of, any_of, both, differ, either, no, statement
from gatekeeper.policy.proof.invariant import Claim, Invariant
from gatekeeper.policy.proof.invariants.shapes import (
    EXECUTIVE_PUBLIC,
    EXECUTIVE_RIGHTS,
    PARAGRAPHS,
    PART_VA_PUBLIC,
    chosen,
    never,
    none_opens,
    statutory_routes,
)
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.world import World


def _stopped(world: World, route: Route) -> Formula:
    return any_of(world[name] for name in (route.bar, route.block, route.doubt) if name)


def _open_though_stopped(study: Study) -> Claim:
    world = study.world
    return Claim(any_of(both(world[route.right], _stopped(world, route)) for route in study.routes))


def _shut_without_reason(study: Study) -> Claim:
    world = study.world
    shut = (
        all_of([world.applies[route.right], no(world[route.right]), no(_stopped(world, route))])
        for route in statutory_routes(study)
    )
    return Claim(any_of(shut))


def _exemption_opens(study: Study) -> Claim:
    world = study.world
    changed: dict[str, Formula] = {}
    for number in PARAGRAPHS:
        added = statement(f"added:para_{number}")
        changed[f"claimed_para_{number}"] = either(world[f"claimed_para_{number}"], added)
        changed.update(chosen(study, f"balance_para_{number}", "maintain", added))
    other = world.but(facts=changed)
    opened = [both(other[route.right], no(world[route.right])) for route in statutory_routes(study)]
    opened.append(all_of([other["passage.entitled"], no(world["passage.entitled"]), no(other["right.local_release"])]))
    return Claim(any_of(opened), other)


def _balance_not_kept(world: World) -> Formula:
    return any_of(
        both(world[f"exempt.para_{n}"], either(no(world[f"balance_para_{n}=maintain"]), no(world[f"claimed_para_{n}"])))
        for n in PARAGRAPHS
    )


def _paragraphs_3_and_6(study: Study) -> Claim:
    """Were nothing exempt, the block and the doubt of the member routes would be the same."""
    world = study.world
    none = {f"claimed_para_{n}": NEVER for n in PARAGRAPHS}
    other = world.but(facts=none)
    soft = both(no(world["exempt.hard"]), either(no(world["exempt.para_3"]), world["negotiation_terms=none"]))
    stops = ("block.s100f", "doubt.s100f", "block.reg16", "doubt.reg16")
    return Claim(both(soft, any_of(differ(world[name], other[name]) for name in stops)), other)


def _adviser_and_s100f(study: Study) -> Claim:
    world = study.world
    other = world.but(facts={"adviser_advice": statement("otherwise:adviser_advice")})
    return Claim(differ(world["right.s100f"], other["right.s100f"]), other)


BARS = (
    Invariant(
        "barred_is_not_released",
        "What is barred is never released by machine",
        "LGA 1972 s.100A(2); SI 2012/2089 reg 20(1)",
        never(lambda w: both(w["bar.passage"], w["passage.entitled"])),
    ),
    Invariant(
        "a_stopped_route_stays_shut",
        "A route that is barred, blocked or in doubt does not open",
        "Statement of law 6.2, 6.4 (BAR, BLOCK, REFER)",
        _open_though_stopped,
    ),
    Invariant(
        "no_route_is_shut_without_a_reason",
        "A statutory route that applies is shut only by its own bar, block or doubt",
        "Statement of law 6.2 (blocks belong to the routes they block); R30",
        _shut_without_reason,
    ),
    Invariant(
        "a_bar_belongs_to_confidential_information",
        "Nothing is barred but confidential information in the statutory sense, whatever it is marked",
        "LGA 1972 s.100A(3); R03; Statement of law 6.5 (10)-(11)",
        never(
            lambda w: both(
                any_of(w[b] for b in ("bar.public", "bar.part_va", "bar.executive", "bar.every_route", "bar.passage")),
                no(w["confidential.basis"]),
            )
        ),
    ),
    Invariant(
        "confidential_information_is_not_public",
        "No public route of Part VA or of the Regulations of 2012 and 2014 opens confidential information",
        "LGA 1972 s.100A(2)-(3); SI 2012/2089 reg 20; SI 2014/2095 reg 9 (ss.228(1), 25 and 26: "
        "Statement of law 6.2, only where the enactment or order itself reaches them)",
        none_opens(
            (*PART_VA_PUBLIC, *EXECUTIVE_PUBLIC, "right.openness"),
            lambda w: w["confidential.basis"],
        ),
    ),
    Invariant(
        "an_exemption_never_opens",
        "Claiming an exemption, and finding the balance for it, never opens what was not open by statute",
        "LGA 1972 s.100F(2)-(2A); docs/how-it-decides (a council's own rule may release exempt papers as such)",
        _exemption_opens,
    ),
    Invariant(
        "exempt_needs_claim_and_balance",
        "Nothing is exempt within a paragraph that is not claimed, or whose balance is not for maintaining it",
        "LGA 1972 Sch 12A para 10; R12 (a tie is not exempt)",
        never(_balance_not_kept),
    ),
    Invariant(
        "self_planning_is_not_exempt",
        "The council's own planning application is not exempt at all",
        "LGA 1972 Sch 12A para 9; R11",
        never(lambda w: both(w["self_planning_application"], w["exempt.any"])),
    ),
    Invariant(
        "registered_information_is_not_para_3",
        "Information on a statutory register is not exempt within paragraph 3",
        "LGA 1972 Sch 12A para 8; R10",
        never(lambda w: both(w["registered_information"], w["exempt.para_3"])),
    ),
    Invariant(
        "hard_paragraphs_block_members",
        "Paragraphs 1, 2, 4, 5 and 7 never open to a member by section 100F or regulation 16",
        "LGA 1972 s.100F(2); SI 2012/2089 reg 16(5); R05, R08, R16c",
        none_opens(("right.s100f", "right.reg16_1", "right.reg16_3"), lambda w: w["exempt.hard"]),
    ),
    Invariant(
        "terms_proposed_never_open",
        "Terms proposed in negotiations, exempt within paragraph 3, never open by section 100F or regulation 16",
        "LGA 1972 s.100F(2A)(a); SI 2012/2089 reg 16(6); R06",
        none_opens(
            ("right.s100f", "right.reg16_1", "right.reg16_3"),
            lambda w: both(w["exempt.para_3"], no(w["negotiation_terms=none"])),
        ),
    ),
    Invariant(
        "paragraphs_3_and_6_do_not_block",
        "Paragraph 3 without terms proposed, and paragraph 6, block and doubt nothing for members by themselves",
        "LGA 1972 s.100F(2A); SI 2012/2089 reg 16(6); R06, R07; Statement of law 6.5 (6)",
        _paragraphs_3_and_6,
    ),
    Invariant(
        "irrelevant_exempt_is_shut_to_scrutiny",
        "Regulation 17 and article 10 never open exempt or confidential information that is not relevant",
        "SI 2012/2089 reg 17(3)(a); SI 2017/68 art 10(3); R17b",
        none_opens(
            ("right.reg17", "right.art10"),
            lambda w: both(either(w["exempt.any"], w["confidential.basis"]), no(w["scrutiny.relevant"])),
        ),
    ),
    Invariant(
        "adviser_advice_is_shut",
        "A political adviser's advice is never opened by the 2012 Regulations or by article 10",
        "SI 2012/2089 regs 16(7), 17(3)(b), 20(2); SI 2017/68 art 10(3); R16d, R17d",
        none_opens((*EXECUTIVE_RIGHTS, *EXECUTIVE_PUBLIC, "right.art10"), lambda w: w["adviser_advice"]),
    ),
    Invariant(
        "adviser_advice_does_not_touch_section_100f",
        "Advice of a political adviser is no bar and no block under section 100F",
        "LGA 1972 s.100F; Statement of law 6.5 (24)",
        _adviser_and_s100f,
    ),
)
