"""Tests that every planted difference between two editions is found, with a case, and that none is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from gatekeeper.core.facts import Vocabulary
from gatekeeper.policy.compiled import Compiled
from gatekeeper.policy.edition import Edition
from gatekeeper.policy.library import law
from gatekeeper.policy.proof import Comparison, compare
from gatekeeper.policy.proof.standing import standing_of
from tests.policies.proof_support import DAY, PACK, changed, law_edition, rule

RELEASE = rule("pack_release", "right.local_release", "serving_councillor & document_kind=report", origin=PACK)
EXCLUDED = rule("pack_excluded", "need.excluded", "casework_about_individual", origin=PACK)


def generous() -> Edition:
    return changed([RELEASE])


def stern() -> Edition:
    return changed([EXCLUDED])


@cache
def compared() -> Comparison:
    return compare(generous(), stern(), ("Openshire", "Shutborough"))


def test_an_edition_does_not_differ_from_itself() -> None:
    result = compare(generous(), generous())
    assert result.differences == ()
    assert result.ok
    assert result.as_text().startswith("No difference")


def test_a_report_that_one_council_releases_is_found_as_an_outcome() -> None:
    found = next(each for each in compared().of("outcome") if each.subject == "entitled / refer")
    assert found.sentence == "under Openshire she is entitled to it as of right; under Shutborough a person decides"
    assert found.witness is not None
    assert found.witness.differs == ("document_kind=report",)
    assert found.because == ("Openshire: pack_release (a source): A sentence.",)


def test_what_one_council_excludes_is_found_as_a_position() -> None:
    found = next(each for each in compared().of("position") if each.subject == "must justify / excluded")
    assert found.sentence.startswith("under Openshire she must show her need to know; under Shutborough it is excluded")
    assert found.witness is not None
    assert found.witness.differs == ("casework_about_individual",)


def test_the_questions_answered_otherwise_are_found_and_no_others() -> None:
    found = {each.subject for each in compared().of("question")}
    assert {"right.local_release", "passage.entitled", "need.excluded"} <= found
    assert not {name for name in found if name.startswith(("bar.", "exempt.", "right.s", "right.reg"))}


def test_each_rule_of_one_edition_only_is_named_with_its_side() -> None:
    found = {each.subject: each.sentence for each in compared().of("rule")}
    assert set(found) == {"pack_release", "pack_excluded"}
    assert "stands under Openshire only" in found["pack_release"]
    assert "stands under Shutborough only" in found["pack_excluded"]


def test_each_case_is_decided_otherwise_by_the_evaluators_themselves() -> None:
    sides = [Compiled(e.vocabulary, e.questions, e.rules) for e in (generous(), stern())]
    for difference in compared().of("outcome"):
        assert difference.witness is not None
        facts = difference.witness.facts
        standings = [standing_of(side.answers(side.encode(facts)), generous().routes).outcome for side in sides]
        assert " / ".join(standings).replace("_", " ") == difference.subject


def test_a_rule_written_otherwise_is_found() -> None:
    narrower = replace(EXCLUDED, when=(*EXCLUDED.when, *rule("x", "need.excluded", "!need.holder").when))
    result = compare(stern(), changed([narrower]), ("before", "after"))
    assert {each.subject for each in result.of("rule")} == {"pack_excluded"}
    assert "written otherwise under after (allow when casework_about_individual & !need.holder)" in result.as_text()
    assert not result.of("outcome")


def test_a_rule_that_never_shows_is_told_so() -> None:
    again = rule("pack_again", "need.specific_terms", "third_party_personal_data", origin=PACK)
    result = compare(law_edition(), changed([again]), ("the law", "the council"))
    assert [each.kind for each in result.differences] == ["rule"]
    assert result.differences[0].witness is None
    assert "No answer to its question ever differs" in result.differences[0].sentence


def test_two_days_of_one_council_differ_by_the_rule_that_ended_between_them() -> None:
    ended = replace(EXCLUDED, to_on=DAY)
    before, after = law().edition(DAY, (ended,)), law().edition(DAY + timedelta(days=1), (ended,))
    result = compare(before, after, ("on the last day", "the day after"))
    assert [each.subject for each in result.of("rule")] == ["pack_excluded"]
    assert "stands under on the last day only" in result.of("rule")[0].sentence
    assert {each.subject for each in result.of("question")} == {"need.excluded"}


def test_editions_of_different_facts_are_not_compared() -> None:
    one = law_edition()
    more = replace(one.vocabulary["held_by_council"], name="another_fact")
    other = replace(one, vocabulary=Vocabulary((*one.vocabulary, more)))
    with pytest.raises(ValueError, match="different facts"):
        compare(one, other)
