"""The strict loader refuses whatever is unclear, and says where, why and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import Law
from gatekeeper.policy.loader import check_rules, load_rule_file, parse_when

GOOD = """
[[rule]]
id = "try_rule_1"
question = "right.s100f"
when = "serving_councillor & !only_in_draft & document_kind=report"
effect = "allow"
source = "A source"
sentence = "A sentence."
from = 2006-03-01
"""


def written_as(folder: Path, text: str) -> Path:
    path = folder / "try.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read_with(path: Path, law: Law | None) -> None:
    rules = tuple(load_rule_file(path, "england"))
    assert law is not None, "the file itself should have been refused"
    check_rules((*law.rules, *rules), law.questions, law.vocabulary)


def refusal(folder: Path, text: str, law: Law | None = None) -> str:
    path = written_as(folder, text)
    with pytest.raises(PolicyError) as caught:
        read_with(path, law)
    assert "What to do:" in str(caught.value)
    return str(caught.value)


def test_a_clear_rule_is_read(tmp_path: Path, written: Law) -> None:
    (rule,) = load_rule_file(written_as(tmp_path, GOOD), "england")
    assert rule.written == "serving_councillor & !only_in_draft & document_kind=report"
    check_rules((*written.rules, rule), written.questions, written.vocabulary)


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ('effect = "allow"', 'effect = "Deny"', "effect 'Deny' is unknown"),
        ('effect = "allow"', 'effect = "denny"', "effect 'denny' is unknown"),
        ('sentence = "A sentence."', 'sentence = ""', "sentence is missing"),
        ('source = "A source"\n', "", "source is missing"),
        ("from = 2006-03-01", 'from = "2006"', "`from` is missing or not a day"),
        ("from = 2006-03-01", "from = 0001-01-01", "not a plausible day"),
        ("from = 2006-03-01", "from = 9999-12-31", "not a plausible day"),
        ("from = 2006-03-01", "from = 2006-03-01\nto = 2005-01-01", "in force nowhere"),
        ("from = 2006-03-01", "from = 2006-03-01\npriority = 3", "unknown field 'priority'"),
        ("serving_councillor & ", "serving_councillor | ", "cannot read the condition"),
        ("serving_councillor & ", "(serving_councillor) & ", "cannot read the condition"),
        ("serving_councillor & ", "serving_councillor & !serving_councillor & ", "asked and negated"),
        ("serving_councillor & ", "serving_councillor & serving_councillor & ", "written twice"),
        ("document_kind=report", "document_kind=report & document_kind=agenda", "two values at once"),
        ('when = "serving_councillor & !only_in_draft & document_kind=report"', 'when = ""', "when is missing"),
        ('id = "try_rule_1"', 'id = "P, x"', "the id is not usable"),
        ('sentence = "A sentence."', 'sentence = "A \\u0000 sentence."', "control character"),
        ("[[rule]]", "[[rules]]", "unknown table"),
    ],
)
def test_an_unclear_rule_is_refused_with_place_reason_and_remedy(
    tmp_path: Path, was: str, becomes: str, why: str
) -> None:
    assert was in GOOD
    assert why in refusal(tmp_path, GOOD.replace(was, becomes, 1))


def test_the_line_of_the_rule_is_named(tmp_path: Path) -> None:
    assert "try.toml:3" in refusal(tmp_path, GOOD.replace('"allow"', '"Allow"'))


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "rule = 3 = 4", "\x00"])
def test_an_empty_or_malformed_file_is_refused(tmp_path: Path, text: str) -> None:
    refusal(tmp_path, text)


def test_a_file_with_zero_rules_is_refused(tmp_path: Path) -> None:
    assert "holds no rule" in refusal(tmp_path, "rule = []\n")


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("serving_councillor", "serving_counsellor", "there is no fact 'serving_counsellor'"),
        ("document_kind=report", "document_kind=leaflet", "cannot be 'leaflet'"),
        ("document_kind=report", "document_kind", "needs a value"),
        ("!only_in_draft", "only_in_draft=yes", "takes no value"),
        ("right.s100f", "right.s100x", "there is no question 'right.s100x'"),
        ("serving_councillor", "need.presumed", "asked later"),
        ("serving_councillor", "scope.part_va=yes", "has no values"),
        ("serving_councillor", "r.facts", "there is no fact 'r.facts'"),
    ],
)
def test_a_rule_that_names_what_is_not_there_is_refused(
    tmp_path: Path, written: Law, was: str, becomes: str, why: str
) -> None:
    assert why in refusal(tmp_path, GOOD.replace(was, becomes, 1), written)


def test_two_rules_with_one_id_are_refused_and_both_places_named(tmp_path: Path, written: Law) -> None:
    found = refusal(tmp_path, GOOD.replace("try_rule_1", "lga_1972_s100f_1"), written)
    assert "try.toml:3" in found
    assert "lga_1972_s100f.toml" in found


def test_a_question_without_a_rule_refuses_to_start(written: Law) -> None:
    rules = tuple(rule for rule in written.rules if rule.question != "bar.passage")
    with pytest.raises(PolicyError, match=r"bar\.passage.*no rule answers it"):
        check_rules(rules, written.questions, written.vocabulary)


@pytest.mark.parametrize("text", ["a && b", "a, b", "a#b", "a\n!", "eval(a)", "A", "a=", "=a", "!!a", "é"])
def test_conditions_hold_nothing_but_facts_joined_by_and(text: str) -> None:
    with pytest.raises(PolicyError):
        parse_when("here", text)
