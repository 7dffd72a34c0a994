"""What is decided on facts not all known holds, or is among what was said to be possible, however the rest turn out."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.core.answers import Answers
from gatekeeper.core.decision import PassageResult, Subject, decide
from gatekeeper.core.facts import Facts, Value
from gatekeeper.policy.library import law
from gatekeeper.policy.rulebook import EditionRulebook
from tests.core.decision.deciding import matter, subject


class CompiledOnly(EditionRulebook):
    """A rulebook that does not ask stock Casbin, so that thousands of cases can be tried; not for the record."""

    def answer(self, facts: Facts) -> Answers:
        return self.compiled.answers(self.compiled.encode(facts))


BOOK = CompiledOnly(law().edition(date(2026, 11, 23)))
VOCABULARY = [fact for fact in law().vocabulary if fact.supplier != "computed"]
NAMES = [fact.name for fact in VOCABULARY]
STARTS = (
    (),
    ("coming_at_committee", "document_kind=report"),
    ("document_kind=report", "considered_for_executive_decision", "executive_private_done", "scrutiny_member"),
    ("document_kind=accounts", "confidential_basis=enactment"),
    ("coming_at_council", "claimed_para_1", "balance_para_1=maintain", "claimed_para_3", "balance_para_3=maintain"),
)


def decided(facts: dict[str, Value]) -> PassageResult:
    return decide([Subject("D1", "A document", "p", "1", facts)], matter(), BOOK).documents[0].passages[0]


@st.composite
def partial_and_whole(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, Value]]:
    """Findings some of which are not yet known, and one way in which the rest turn out."""
    whole: dict[str, Value] = dict(subject("p", draw(st.sampled_from(STARTS))).facts)
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=10, unique=True)):
        whole[name] = draw(st.sampled_from(law().vocabulary[name].values()), label=name)
    for name, value in whole.items():
        if value is None:
            whole[name] = law().vocabulary[name].values()[0]
    hidden = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=25, unique=True))
    return {name: None if name in hidden else value for name, value in whole.items()}, whole


@settings(max_examples=150)
@given(partial_and_whole())
def test_an_outcome_on_facts_not_all_known_covers_however_the_rest_turn_out(
    pair: tuple[dict[str, Value], dict[str, Value]],
) -> None:
    before, after = decided(pair[0]), decided(pair[1])
    assert after.outcome in before.could_be
    if before.outcome != "undetermined":
        assert after.outcome == before.outcome
    for early, late in zip(before.routes, after.routes, strict=True):
        assert late.status in early.could_be, early.route


@settings(max_examples=150)
@given(partial_and_whole())
def test_a_position_on_facts_not_all_known_covers_however_the_rest_turn_out(
    pair: tuple[dict[str, Value], dict[str, Value]],
) -> None:
    before, after = decided(pair[0]).common_law, decided(pair[1]).common_law
    if before is not None and after is not None:
        assert after.position in before.could_be


@settings(max_examples=150)
@given(partial_and_whole())
def test_with_everything_known_nothing_is_left_undetermined(
    pair: tuple[dict[str, Value], dict[str, Value]],
) -> None:
    found = decided(pair[1])
    assert found.outcome != "undetermined"
    assert found.asks == ()
    assert "undetermined" not in {route.status for route in found.routes}
