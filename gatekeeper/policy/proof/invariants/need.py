"""The common law: never refused by machine, never worse for more justification, never moved by a bad ground."""

from __future__ import annotations

from collections.abc import Mapping

from gatekeeper.policy.proof.encode import NEVER, Formula, all_of, any_of, both, either, no
from gatekeeper.policy.proof.invariant import Claim, Invariant
from gatekeeper.policy.proof.invariants.shapes import otherwise, raised
from gatekeeper.policy.proof.standing import RANK, Standing, standings
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.world import World


def _more_is_not_worse(study: Study) -> Claim:
    """Any justification that was missing may be added, one or several; nothing falls.

    Whether the standing itself is unsettled is no rung of the ladder: it hides the rung the need stands on. So the
    rungs are compared with that question left aside, and it must not arise from more justification.
    """
    names = [fact.name for fact in study.vocabulary if fact.justification]
    other = raised(study, names)
    unsettled = both(other["need.unsettled"], no(study.world["need.unsettled"]))
    before, after = _rungs(study, study.world), _rungs(study, other)
    falls = (both(before[one], after[two]) for one in before for two in after if RANK[two] < RANK[one])
    return Claim(any_of([unsettled, *falls]), other)


def _rungs(study: Study, world: World) -> Mapping[Standing, Formula]:
    return standings(world.but(answers={"need.unsettled": NEVER}), study.routes)


def _ground_matters(study: Study) -> Claim:
    other, always = otherwise(study, ["ground_offered"])
    before, after = standings(study.world, study.routes), standings(other, study.routes)
    return Claim(any_of(both(before[each], no(after[each])) for each in before), other, always=always)


def _refused_by_machine(study: Study) -> Claim:
    asked = ("jurisdiction=england", "serving_councillor", "member.asks", "council_document", "held_by_council")
    refused = standings(study.world, study.routes)[Standing("not_entitled")]
    return Claim(all_of([refused, *(study.world[name] for name in asked)]))


def _group_papers(study: Study) -> Claim:
    world = study.world
    found = standings(world, study.routes)
    good = any_of(found[Standing("refer", position)] for position in ("presumed", "need_shown", "must_justify"))
    opened = any_of([no(world["need.excluded"]), world["right.local_release"], good])
    return Claim(both(world["other_groups_internal_papers"], opened))


def _care_file(study: Study) -> Claim:
    world = study.world
    found = standings(world, study.routes)
    settled = any_of(found[Standing("refer", position)] for position in ("presumed", "need_shown", "must_justify"))
    return Claim(both(world["child_or_care_file"], any_of([world["right.local_release"], settled])))


def _not_held(study: Study) -> Claim:
    world = study.world
    not_at_law = both(world["right.common_law"], no(both(world["council_document"], world["held_by_council"])))
    return Claim(either(not_at_law, both(world["right.s100f"], no(world["held_by_council"]))))


NEED = (
    Invariant(
        "the_common_law_never_refuses_by_machine",
        "A serving councillor who asks for a council document the council holds is never refused by machine",
        "Statement of law 5.2, 6.2 (never auto-refuse: a person decides); R44",
        _refused_by_machine,
    ),
    Invariant(
        "more_justification_is_never_worse",
        "More justification never makes the councillor's standing worse",
        "R v Birmingham City Council ex p O [1983] 1 AC 578; Statement of law 5.2 (7)-(11) (barred, not entitled < "
        "excluded < strict < must justify in specific terms < must justify < need shown < presumed < entitled)",
        _more_is_not_worse,
    ),
    Invariant(
        "a_ground_offered_changes_nothing",
        "The ground an officer puts forward for refusing changes neither outcome nor position",
        "R v Sheffield City Council ex p Chadwick (1985) 84 LGR 563; R48",
        _ground_matters,
    ),
    Invariant(
        "group_papers_are_not_for_need_to_know",
        "Another group's internal papers are never shown by need to know, nor released by the council's own rules",
        "R41; Council protocols (east_devon 8.7)",
        _group_papers,
    ),
    Invariant(
        "care_files_are_never_settled_by_machine",
        "A child's, adoption, care or health file never rests on a presumption, a need shown or a local rule",
        "R47; R v Birmingham City Council ex p O [1983] 1 AC 578; Statement of law 6.5 (50)",
        _care_file,
    ),
    Invariant(
        "what_is_not_held_is_not_shown",
        "There is no need to know what is not held or is no council document, and no section 100F for what is not held",
        "R40; LGA 1972 s.100F(1)",
        _not_held,
    ),
)
