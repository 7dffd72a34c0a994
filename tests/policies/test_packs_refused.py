"""A council's protocol that is unclear, or reaches beyond its power, does not load, and is told why and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.core.pack import TOPICS
from gatekeeper.policy.errors import PolicyError
from gatekeeper.policy.library import Law
from gatekeeper.policy.packs import LoadedPack, load_pack, load_packs

HEAD = """
id = "hamlet"
council = "Hamlet Borough Council"
council_type = "district"
jurisdiction = "england"
protocol = "Protocol on Councillors and Officers"
from_on = 2026-01-01
date_basis = "Adopted by the Council on that day."
"""
WORDS = """
[words]
councillor = "Councillor"
officer = "Officer"
director = "Director"
sentence = "The protocol speaks of Councillors, Officers and Directors."
cite = "1.1"
"""
SAID = """
[[other]]
sentence = "The Council gives more than it must, within reason."
cite = "2.1, 2.2(a)"
"""
OPENS = "member.asks & council_document & held_by_council & serving_councillor"
OWN_RULE = f"""
[[rule]]
id = "hamlet_2_1"
question = "right.local_release"
when = "{OPENS} & affects_own_ward"
effect = "allow"
source = "Hamlet protocol 2.1"
sentence = "It bears on her ward, whose papers the Council opens to her."
from = 2026-01-01
law = []
"""


def write(folder: Path, pack: str, rules: str | None = OWN_RULE, **more: str) -> Path:
    """Write a pack folder called hamlet; ``more`` gives further files by their names without .toml."""
    place = folder / "hamlet"
    place.mkdir()
    (place / "pack.toml").write_text(pack, encoding="utf-8")
    for name, text in {**({} if rules is None else {"rules": rules}), **more}.items():
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
    return place


def pack_text(said: str = SAID, head: str = HEAD, spoken: tuple[str, ...] = ()) -> str:
    """A pack that is silent on every topic but those spoken of."""
    entry = '[[silent]]\ntopic = "{}"\napplies = "The general law applies here."\n'
    return head + WORDS + said + "".join(entry.format(topic) for topic in TOPICS if topic not in spoken)


def rule(**changes: str) -> str:
    """The pack's own rule with some fields written differently (values as TOML; empty: left out)."""
    lines = dict(line.split(" = ", 1) for line in OWN_RULE.split("\n") if " = " in line)
    lines.update(changes)
    return "[[rule]]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items() if value)


def refusal(written: Law, folder: Path) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        load_pack(folder, written)
    assert caught.value.place.startswith("hamlet/"), "the refusal names the file"
    assert caught.value.remedy, "the refusal says what to do"
    return caught.value


def test_a_pack_that_keeps_within_its_power_loads(written: Law, tmp_path: Path) -> None:
    paragraphs = 'numbers = ["1.1", "2.1", "2.2(a)"]'
    loaded: LoadedPack = load_pack(write(tmp_path, pack_text(), paragraphs=paragraphs), written)
    assert (loaded.pack.id, [each.id for each in loaded.rules]) == ("hamlet", ["hamlet_2_1"])
    assert loaded.rules[0].origin == "hamlet"
    assert load_packs(tmp_path, written) == {"hamlet": loaded}


@pytest.mark.parametrize("effect", ["allow", "deny"])
@pytest.mark.parametrize(
    "question", ["right.s100f", "block.s100f", "exempt.para_1", "bar.passage", "right.common_law", "need.presumed"]
)
def test_a_pack_may_not_answer_a_statutory_question(written: Law, tmp_path: Path, question: str, effect: str) -> None:
    row = rule(question=f'"{question}"', when='"serving_councillor"', effect=f'"{effect}"')
    assert "a pack may not answer a statutory question" in refusal(written, write(tmp_path, pack_text(), row)).why


@pytest.mark.parametrize(
    "question", ["need.holder", "need.excluded", "need.factor", "right.local_release", "adviser.engaged"]
)
def test_a_pack_takes_back_nothing_that_another_rule_gives(written: Law, tmp_path: Path, question: str) -> None:
    row = rule(question=f'"{question}"', when='"executive_member"', effect='"deny"')
    assert "may not take back" in refusal(written, write(tmp_path, pack_text(), row)).why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"question": '"right.to_everything"'}, "no question"),
        ({"when": f'"{OPENS} & likes_her"'}, "no fact"),
        ({"when": f'"{OPENS} & council_type=hamlet"'}, "cannot be"),
        ({"when": '"serving_councillor | executive_member"'}, "cannot read"),
        ({"source": ""}, "source is missing"),
        ({"sentence": '" "'}, "sentence is missing"),
        ({"source": '"Hamlet protocol"'}, "names no paragraph"),
        ({"source": '"Hamlet protocol 2.10"'}, "names no paragraph"),
        ({"source": '"Hamlet protocol 12.1"'}, "names no paragraph"),
        ({"source": '"Hamlet protocol 2.1(b)"'}, "names no paragraph"),
        ({"id": '"rule_2_1"'}, "whose rule"),
        ({"priority": "1"}, "unknown field"),
        ({"from": ""}, "`from` is missing"),
        ({"from": "1066-10-14"}, "not a plausible day"),
        ({"to": "2999-01-01"}, "not a plausible day"),
        ({"to": "2025-12-31"}, "in force nowhere"),
        ({"from": "2025-12-31"}, "before the protocol"),
    ],
)
def test_a_row_that_is_unclear_is_refused(written: Law, tmp_path: Path, changes: dict[str, str], why: str) -> None:
    assert why in refusal(written, write(tmp_path, pack_text(), rule(**changes))).why


def test_two_rows_of_one_id_are_refused(written: Law, tmp_path: Path) -> None:
    assert "the id is also used" in refusal(written, write(tmp_path, pack_text(), OWN_RULE + OWN_RULE)).why


@pytest.mark.parametrize("text", ["", "# nothing here", "rule = []", "[[rule"])
def test_a_rule_file_without_rows_is_refused(written: Law, tmp_path: Path, text: str) -> None:
    with pytest.raises(PolicyError, match=r"rules\.toml"):
        load_pack(write(tmp_path, pack_text(), text), written)


@pytest.mark.parametrize(
    "when",
    [
        "confidential_basis=enactment & showing_member_breaches",
        "confidential_basis=court_order",
        "!confidential_basis=none",
        "bar.passage",
        "doubt.local_release",
        "legally_privileged",
        "jurisdiction=england & third_party_personal_data",
    ],
)
def test_a_row_that_could_open_a_paper_only_unlawfully_is_refused(written: Law, tmp_path: Path, when: str) -> None:
    error = refusal(written, write(tmp_path, pack_text(), rule(when=f'"{OPENS} & {when}"')))
    assert "only by breaking the law" in error.why


@pytest.mark.parametrize("left_out", OPENS.split(" & "))
def test_a_row_opens_the_councils_own_documents_to_its_own_members_only(
    written: Law, tmp_path: Path, left_out: str
) -> None:
    when = " & ".join(condition for condition in OPENS.split(" & ") if condition != left_out)
    assert left_out in refusal(written, write(tmp_path, pack_text(), rule(when=f'"{when}"'))).why


@pytest.mark.parametrize("question", ["need.excluded", "need.specific_terms", "need.rebutted", "doubt.local_release"])
@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("ground_offered=party_advantage", "party advantage"),
        ("!ground_offered=none", "party advantage"),
        ("opposition_spokesperson", "party advantage"),
        ("right.s100f", "counts a statutory right against her"),
        ("affects_own_ward", "better justification"),
    ],
)
def test_a_row_does_not_rest_on_an_unlawful_ground(
    written: Law, tmp_path: Path, question: str, when: str, why: str
) -> None:
    early = question == "doubt.local_release" and when == "right.s100f"
    error = refusal(written, write(tmp_path, pack_text(), rule(question=f'"{question}"', when=f'"{when}"')))
    assert ("asked later" if early else why) in error.why


@pytest.mark.parametrize("condition", ["right.statutory", "passage.entitled", "right.reg17"])
def test_asserting_a_statutory_right_never_counts_as_an_exclusion(written: Law, tmp_path: Path, condition: str) -> None:
    row = rule(question='"need.excluded"', when=f'"{condition}"')
    assert "counts a statutory right against her" in refusal(written, write(tmp_path, pack_text(), row)).why


@pytest.mark.parametrize("when", ["opposition_spokesperson", "ground_offered=fear_of_leaks"])
def test_what_the_protocol_gives_is_not_limited_for_party_advantage(written: Law, tmp_path: Path, when: str) -> None:
    row = rule(question='"block.local_release"', when=f'"{when}"')
    assert "party advantage" in refusal(written, write(tmp_path, pack_text(), row)).why


@pytest.mark.parametrize("question", ["need.holder", "need.factor"])
def test_a_justification_never_takes_away_what_counts_for_her(written: Law, tmp_path: Path, question: str) -> None:
    row = rule(question=f'"{question}"', when='"executive_member & !member_of_responsible_body"')
    assert "better justification" in refusal(written, write(tmp_path, pack_text(), row)).why


def test_a_row_that_can_never_speak_is_refused(written: Law, tmp_path: Path) -> None:
    row = rule(question='"need.excluded"', when='"exempt.para_3 & !claimed_para_3"')
    assert "can never speak" in refusal(written, write(tmp_path, pack_text(), row)).why


def test_clauses_that_decide_need_their_rows(written: Law, tmp_path: Path) -> None:
    said = '[[exclusions]]\nsentence = "No roving commission."\ncite = "2.1"\n'
    error = refusal(written, write(tmp_path, pack_text(said, spoken=("exclusions",)), rules=None))
    assert "exclusions" in error.why
