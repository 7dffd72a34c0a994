"""The command line: what it prints, and the exit code it ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gatekeeper.cli import DONE, FAILED, REFUSED, RULES_REFUSED, app, main, policies


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; the exit code, what was printed, what was said on standard error."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.fixture
def example(project: Path) -> str:
    return str(project / "examples" / "land-sale.yaml")


def test_assess_prints_the_decision_for_people(capsys: pytest.CaptureFixture[str], example: str) -> None:
    code, out, _ = run(capsys, "assess", example, "--council", "east_devon")
    assert code == DONE
    assert "pack east_devon" in out
    assert "OPEN after redaction" in out


def test_assess_prints_the_decision_for_programs(capsys: pytest.CaptureFixture[str], example: str) -> None:
    code, out, _ = run(capsys, "assess", example, "--format", "json", "--as-at", "2026-11-24T09:00:00+00:00")
    assert code == DONE
    decision = json.loads(out)
    assert decision["as_at"] == "2026-11-24T09:00:00+00:00"
    assert [each["outcome"] for each in decision["documents"][0]["passages"]] == [
        "entitled",
        "refer",
        "undetermined",
        "entitled",
    ]


def test_assess_shows_every_council_side_by_side(capsys: pytest.CaptureFixture[str], example: str) -> None:
    code, out, _ = run(capsys, "assess", example, "--all-councils")
    assert code == DONE
    for name in ("county", "east_devon", "manchester", "wbc", "surrey_heath"):
        assert f"    {name}: " in out
    assert "Where a dispute goes" in out


def test_a_record_replays(capsys: pytest.CaptureFixture[str], example: str, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    run(capsys, "assess", example, "--record", str(record))
    assert run(capsys, "replay", str(record))[:2] == (DONE, "identical\n")
    stored = json.loads(record.read_text("utf-8"))
    stored["decision"]["documents"][0]["summary"] = "something else"
    record.write_text(json.dumps(stored), "utf-8")
    code, out, _ = run(capsys, "replay", str(record))
    assert code == FAILED
    assert "differs: decision.documents[0].summary" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["assess", "no-such-file.yaml"], "no-such-file.yaml"),
        (["replay", "no-such-file.json"], "no-such-file.json"),
        (["policies", "explain", "lga_1972_s100z"], "no rule called"),
        (["schema", "minutes"], "case or decision"),
        (["policies", "check", "--on", "yesterday"], "2026-11-23"),
    ],
)
def test_what_is_refused_says_what_and_what_to_do(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    code, out, error = run(capsys, *arguments)
    assert code == REFUSED
    assert out == ""
    assert says in error


def test_a_naive_instant_is_refused(capsys: pytest.CaptureFixture[str], example: str) -> None:
    code, _, error = run(capsys, "assess", example, "--as-at", "2026-11-23T10:00:00")
    assert code == REFUSED
    assert "zone" in error


def test_an_unknown_council_is_refused(capsys: pytest.CaptureFixture[str], example: str) -> None:
    code, _, error = run(capsys, "assess", example, "--council", "camelot")
    assert (code, "east_devon" in error) == (REFUSED, True)


def test_a_day_before_the_encoded_law_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "policies", "cases", "--on", "2001-01-01")
    assert code == RULES_REFUSED
    assert "not encoded" in error


def test_the_vocabulary_is_printed_with_question_supplier_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "facts")
    assert "negotiation_terms: none | live | agreed | historic | not yet known" in out
    assert "supplied by: proper officer; source: " in out
    data = json.loads(run(capsys, "facts", "--format", "json")[1])
    assert all(each["asks"] and each["supplier"] and each["cite"] for each in data)


def test_a_rule_is_explained_with_source_conditions_dates_and_cases(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "policies", "explain", "lga_1972_s100f_2a_live")
    assert code == DONE
    for words in (
        "Source: Local Government Act 1972 s.100F(2A)",
        "In force: from 2006-03-01",
        "Worked cases inside it:",
    ):
        assert words in out


def test_two_councils_are_compared_in_their_own_words_and_by_a_case_for_each_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "policies", "compare", "county@2026-11-23", "wbc@2026-11-23")
    assert code == DONE
    assert "WHAT THE PROTOCOLS SAY" in out
    assert "casework_about_individual" in out
    assert "the plain case, but" in out


def test_an_edition_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "policies", "analyse", "--on", "2026-11-23")
    assert code == DONE
    assert "Everything is proved." in out


@pytest.mark.parametrize("of", ["case", "decision"])
def test_the_schemas_are_printed(capsys: pytest.CaptureFixture[str], of: str) -> None:
    code, out, _ = run(capsys, "schema", of)
    assert code == DONE
    assert "$defs" in json.loads(out)


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    commands = [[each.name or ""] for each in app.registered_commands]
    commands += [["policies", each.name or ""] for each in policies.registered_commands]
    assert len(commands) > 10
    for command in commands:
        code, out, _ = run(capsys, *command, "--help")
        assert code == DONE
        assert f"Example: gatekeeper {' '.join(command)}" in out
