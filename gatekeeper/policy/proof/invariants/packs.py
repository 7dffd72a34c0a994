"""A council's own rules: they may widen what it gives and shape how need is weighed, never narrow a statutory right."""

from __future__ import annotations

from gatekeeper.policy.proof.encode import any_of, both, differ
from gatekeeper.policy.proof.invariant import Claim, Invariant
from gatekeeper.policy.proof.invariants.shapes import statutory_differs
from gatekeeper.policy.proof.standing import RANK, Standing, standings
from gatekeeper.policy.proof.study import Study
from gatekeeper.policy.proof.world import LAW_ORIGINS


def _speaks_out_of_turn(study: Study) -> Claim:
    open_to_packs = {question.name for question in study.edition.questions if question.packs_may_add}
    stray = [r for r in study.edition.rules if r.origin not in LAW_ORIGINS and r.question not in open_to_packs]
    return Claim(any_of(study.world.rows[rule.id] for rule in stray))


def _statute_moved(study: Study) -> Claim:
    return Claim(statutory_differs(study, study.world, study.law_world), study.law_world, study.law)


def _law_moved(study: Study) -> Claim:
    reached = study.downstream(question.name for question in study.edition.questions if question.packs_may_add)
    fixed = [name for name in study.questions if name not in reached]
    return Claim(any_of(differ(study.world[n], study.law_world[n]) for n in fixed), study.law_world, study.law)


def _outcome_narrowed(study: Study) -> Claim:
    """Under the pack the outcome is worse than under the law alone; positions are the pack's to shape."""
    pack, law = standings(study.world, study.routes), standings(study.law_world, study.routes)
    worse = (both(law[one], pack[two]) for one in law for two in pack if _worth(two) < _worth(one))
    barred = differ(pack[Standing("barred")], law[Standing("barred")])
    return Claim(any_of([*worse, barred]), study.law_world, study.law)


def _worth(standing: Standing) -> int:
    return RANK[Standing(standing.outcome)]


def _released_by_law(study: Study) -> Claim:
    return Claim(study.law_world.applies["right.local_release"])


PACKS = (
    Invariant(
        "local_release_is_the_councils_own",
        "Only a council's own rules make the route of local release apply: the law by itself never does",
        "Statement of law 0.1 (6), 3 (constitution)",
        _released_by_law,
    ),
    Invariant(
        "a_pack_keeps_to_its_questions",
        "The council's own rules speak only on questions that a protocol may answer",
        "policies/councils/README; Statement of law 0.1",
        _speaks_out_of_turn,
        packs_only=True,
    ),
    Invariant(
        "no_pack_moves_a_statutory_right",
        "With and without the council's own rules every statutory right stands the same, for all facts",
        "Statement of law 6.5 (48); LGA 1972 ss.100F, 100H(7); SI 2012/2089 reg 16(8)",
        _statute_moved,
        packs_only=True,
    ),
    Invariant(
        "no_pack_moves_the_law",
        "Every answer that does not rest on the council's own rules is the same with and without them",
        "policies/councils/README",
        _law_moved,
        packs_only=True,
    ),
    Invariant(
        "no_pack_narrows_the_outcome",
        "The council's own rules take no passage from entitled to a person, from a person to refused, or over a bar",
        "Statement of law 0.1, 6.5 (48)",
        _outcome_narrowed,
        packs_only=True,
    ),
)
