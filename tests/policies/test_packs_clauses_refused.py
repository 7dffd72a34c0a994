"""A protocol whose clauses cannot stand does not load: no paragraph, no plausible date, a claim on statute."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import Law
from gatekeeper.policy.packs import load_pack, load_packs
from tests.policies.test_packs_refused import HEAD, OWN_RULE, SAID, pack_text, refusal, write

DETERMINER = """
[determiner]
post = "director"
title = "the Director"
sentence = "{sentence}"
cite = "2.1"
"""
STAGE = """
[[ladder]]
post = "chief_executive"
title = "the Chief Executive"
final = {final}
sentence = "{sentence}"
cite = "2.1"
"""


def clause(topic: str, **fields: str) -> str:
    lines = {"sentence": '"A sentence that a councillor reads."', "cite": '"2.1"', **fields}
    return f"[[{topic}]]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items() if value)


@pytest.mark.parametrize(
    ("cite", "why"),
    [
        ("", "cite is missing"),
        ('""', "at least 1 character"),
        ('" "', "cites no paragraph"),
        ('"2.1,"', "cites no paragraph"),
    ],
)
def test_a_clause_without_its_paragraph_is_refused(written: Law, tmp_path: Path, cite: str, why: str) -> None:
    error = refusal(written, write(tmp_path, pack_text(SAID + clause("other", cite=cite))))
    assert why in error.why
    assert "other 2" in error.place


def test_a_clause_that_cites_a_paragraph_the_protocol_does_not_have_is_refused(written: Law, tmp_path: Path) -> None:
    error = refusal(written, write(tmp_path, pack_text(), paragraphs='numbers = ["1.1", "2.1"]'))
    assert "no paragraph '2.2(a)'" in error.why


@pytest.mark.parametrize("text", ["numbers = 3", "numbers = [2.1]", 'paragraphs = ["2.1"]'])
def test_an_unclear_list_of_paragraphs_is_refused(written: Law, tmp_path: Path, text: str) -> None:
    assert "not a list of texts" in refusal(written, write(tmp_path, pack_text(), paragraphs=text)).why


@pytest.mark.parametrize("sentence", ["too short", "two\\nlines of one sentence"])
def test_a_sentence_that_cannot_be_read_is_refused(written: Law, tmp_path: Path, sentence: str) -> None:
    refusal(written, write(tmp_path, pack_text(SAID + clause("other", sentence=f'"{sentence}"'))))


def test_a_topic_is_either_said_or_named_as_silent(written: Law, tmp_path: Path) -> None:
    foi = clause("foi")
    assert "foi is both said and named" in refusal(written, write(tmp_path, pack_text(SAID + foi))).why


def test_a_topic_that_is_neither_said_nor_named_as_silent_is_refused(written: Law, tmp_path: Path) -> None:
    error = refusal(written, write(tmp_path, pack_text(spoken=("ladder",))))
    assert "ladder is neither said nor named" in error.why
    assert "[[silent]]" in error.remedy


@pytest.mark.parametrize(
    ("field", "written_as", "why"),
    [
        ("id", '"village"', "its folder is 'hamlet'"),
        ("id", '"Hamlet!"', "pattern"),
        ("council_type", '"village"', "Input should be"),
        ("from_on", "1066-10-14", "not a plausible day"),
        ("from_on", "2999-01-01", "not a plausible day"),
        ("from_on", '"soon"', "date"),
        ("date_basis", '" "', "date_basis is empty"),
        ("motto", '"Onward"', "Extra inputs"),
    ],
)
def test_a_pack_whose_head_is_unclear_is_refused(
    written: Law, tmp_path: Path, field: str, written_as: str, why: str
) -> None:
    kept = [line for line in HEAD.splitlines() if not line.startswith(f"{field} =")]
    head = "\n".join([*kept, f"{field} = {written_as}", ""])
    assert why in refusal(written, write(tmp_path, pack_text(head=head))).why


@pytest.mark.parametrize("name", ["england", "common_law"])
def test_a_pack_does_not_take_the_name_of_the_law(written: Law, tmp_path: Path, name: str) -> None:
    place = write(tmp_path, pack_text(head=HEAD.replace("hamlet", name))).rename(tmp_path / name)
    with pytest.raises(PolicyError, match="the law's own"):
        load_pack(place, written)


def test_a_review_due_before_the_protocol_applies_is_refused(written: Law, tmp_path: Path) -> None:
    review = clause("review", due_on="2025-12-31").replace("[[review]]", "[review]")
    error = refusal(written, write(tmp_path, pack_text(SAID + review, spoken=("review",))))
    assert "not after from_on" in error.why


@pytest.mark.parametrize(
    "sentence",
    [
        "The Director decides every request under section 100F.",
        "The Director decides what regulation 16 opens.",
        "The Director may refuse a statutory right.",
        "The Director answers requests as of right.",
        "The Director answers freedom of information requests.",
    ],
)
def test_nobody_is_made_to_determine_a_statutory_right(written: Law, tmp_path: Path, sentence: str) -> None:
    said = SAID + DETERMINER.format(sentence=sentence)
    assert "claims a statutory right" in refusal(written, write(tmp_path, pack_text(said, spoken=("determiner",)))).why


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("ladder", STAGE.format(final="true", sentence="The Chief Executive hears appeals on regulation 17.")),
        ("targets", clause("targets", what='"reply"', by_reference_to='"s.100F of the 1972 Act"')),
        ("conditions", clause("conditions", kind='"undertaking"', sentence='"Sign before any statutory inspection."')),
        ("deputy", clause("deputy", post='"senior_officer"', title='"SI 2012/2089 deputy"', on='["absence"]')),
    ],
)
def test_no_ladder_time_or_condition_is_set_on_a_statutory_right(
    written: Law, tmp_path: Path, topic: str, said: str
) -> None:
    error = refusal(written, write(tmp_path, pack_text(SAID + said, spoken=(topic,))))
    assert "claims a statutory right" in error.why
    assert topic in error.place


def test_a_ladder_without_a_last_rung_is_refused(written: Law, tmp_path: Path) -> None:
    said = SAID + STAGE.format(final="false", sentence="The Chief Executive hears the dispute.")
    assert "last stage" in refusal(written, write(tmp_path, pack_text(said, spoken=("ladder",)))).why


@pytest.mark.parametrize("measure", [{"working_days": "61"}, {"working_days": "0"}, {}])
def test_a_time_the_council_sets_itself_has_a_sensible_measure(
    written: Law, tmp_path: Path, measure: dict[str, str]
) -> None:
    said = SAID + clause("targets", what='"reply"', **measure)
    assert "targets" in refusal(written, write(tmp_path, pack_text(said, spoken=("targets",)))).place


def test_a_file_that_nobody_reads_is_refused(written: Law, tmp_path: Path) -> None:
    assert "nothing reads" in refusal(written, write(tmp_path, pack_text(), rule=OWN_RULE)).why


def test_a_folder_without_a_pack_is_refused(written: Law, tmp_path: Path) -> None:
    (tmp_path / "hamlet").mkdir()
    with pytest.raises(PolicyError, match=r"hamlet/pack\.toml: the file is missing"):
        load_packs(tmp_path, written)
    with pytest.raises(PolicyError, match="the folder is missing"):
        load_packs(tmp_path / "nowhere", written)


CASE = """
[[case]]
name = "A paper of her ward"
question = "{question}"
given = ["{given}"]
answer = "yes"
outside = ["{rule}"]
"""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"question": "right.everything"}, "no rule or question 'right.everything'"),
        ({"rule": "hamlet_9_9"}, "no rule or question 'hamlet_9_9'"),
        ({"given": "council_type=hamlet"}, "is no finding"),
    ],
)
def test_a_worked_case_that_names_what_is_not_there_is_refused(
    written: Law, tmp_path: Path, fields: dict[str, str], why: str
) -> None:
    named = {"question": "right.local_release", "given": "affects_own_ward", "rule": "hamlet_2_1", **fields}
    place = write(tmp_path, pack_text(), cases=CASE.format(**named))
    with pytest.raises(PolicyError, match=why):
        load_pack(place, written)
