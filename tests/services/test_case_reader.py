"""Tests of reading case files: what is refused in the writing itself, with file, line, place and what to write."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.core.case import Case, CaseErrors, parse_case
from gatekeeper.core.facts import Fact, Vocabulary
from gatekeeper.services.case_reader import MOST_BYTES, line_of, read_case, read_case_text, schema_problems
from tests.core.case.samples import full, put, small, vocabulary

BAD = Path(__file__).with_name("bad_cases")
EXPECTED = tomllib.loads((BAD / "expected.toml").read_text(encoding="utf-8"))
UNREADABLE = Path("/proc/self/mem")
FILES: dict[str, list[list[Any]]] = EXPECTED["yaml"] | EXPECTED["json"]


def refusal(path: Path) -> CaseErrors:
    with pytest.raises(CaseErrors) as caught:
        read_case(path)
    return caught.value


def as_yaml(data: dict[str, Any]) -> str:
    return yaml.safe_dump(json.loads(json.dumps(data)), sort_keys=False)


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_the_line_and_place_of_each_problem(name: str) -> None:
    errors = refusal(BAD / name).errors
    assert [(error.line or 0, error.place) for error in errors] == [(line, place) for line, place, _ in FILES[name]]
    assert all(why in error.why for error, (_, _, why) in zip(errors, FILES[name], strict=True))
    assert all(error.file == name and error.remedy for error in errors)


def test_every_bad_file_is_expected() -> None:
    assert {path.name for path in BAD.iterdir()} == FILES.keys() | {"expected.toml"}


def test_what_is_said_of_a_file_names_it_with_line_and_place() -> None:
    assert str(refusal(BAD / "no_time_zone.yaml")).startswith(
        "no_time_zone.yaml, line 5, request.received_at: '2026-11-20T16:42:00' has no time zone"
    )


def test_the_worked_example_is_a_case(project: Path) -> None:
    case = read_case(project / "examples" / "land-sale.yaml")
    assert [passage.ref for passage in case.documents[0].parts] == ["site", "price", "valuation", "accounts"]


def test_the_examples_of_the_guide_are_read_as_they_stand(project: Path) -> None:
    guide = (project / "docs" / "case-file.md").read_text(encoding="utf-8")
    smallest, findings = (block.split("```")[0] for block in guide.split("```yaml\n")[1:])
    case = read_case_text(smallest, "smallest.yaml", "yaml")
    assert (case.title, case.requester.of_this_council) == ("Report on next week's planning application", True)
    document = read_case_text(smallest + indented(findings), "with-findings.yaml", "yaml").documents[1]
    assert set(document.findings or {}) == {"council_document", "affects_own_ward"}


def indented(findings: str) -> str:
    """A second document with these findings."""
    return "  - ref: second\n    title: The second\n" + "".join(f"    {line}\n" for line in findings.splitlines())


@pytest.mark.parametrize("data", [small(), full()], ids=["the least", "everything"])
def test_yaml_and_json_say_the_same(data: dict[str, Any], tmp_path: Path) -> None:
    for name, text in {"a.yaml": as_yaml(data), "b.YML": as_yaml(data), "c.json": json.dumps(data)}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert read_case(tmp_path / name) == parse_case(data)


def test_a_file_from_windows_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + as_yaml(small()).replace("\n", "\r\n").encode())
    assert read_case(path) == parse_case(small())


def test_plain_words_numbers_and_times_stay_what_they_look_like() -> None:
    text = (
        as_yaml(small())
        + "expect: {a: 1, b: -7, c: 1.5, d: 007, e: 2026-11-23, f: 12:30, g: 0x1F, h: 1_000, i: .inf, j: y}"
    )
    expected = {
        "a": 1,
        "b": -7,
        "c": 1.5,
        "d": "007",
        "e": "2026-11-23",
        "f": "12:30",
        "g": "0x1F",
        "h": "1_000",
        "i": ".inf",
        "j": "y",
    }
    assert read_case_text(text, "case.yaml", "yaml").expect == expected


def test_a_doubtful_word_in_quotation_marks_is_a_word() -> None:
    text = as_yaml(put(small(), "title", "x")).replace("title: x", "title: 'no'")
    assert read_case_text(text, "case.yaml", "yaml").title == "no"


def test_several_lines_of_text_are_one_text() -> None:
    text = as_yaml(small()).replace("request:\n", "request:\n  purpose_text: |\n    First line.\n    Second: line.\n")
    assert read_case_text(text, "case.yaml", "yaml").request.purpose_text == "First line.\nSecond: line.\n"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing.yaml", "there is no such file"),
        ("case.docx", ".docx is no kind of case file"),
        ("case", "a name without ending is no kind"),
    ],
)
def test_a_file_that_is_not_there_or_of_another_kind_is_refused(name: str, why: str, tmp_path: Path) -> None:
    (error,) = refusal(tmp_path / name).errors
    assert (error.file, error.place) == (name, "the whole file")
    assert why in error.why


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    assert "there is no such file" in str(refusal(tmp_path / "folder.yaml"))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_bytes(b"")
    assert "the file is empty" in str(refusal(tmp_path / "empty.yaml"))


@pytest.mark.parametrize(("spare", "refused"), [(0, False), (1, True)])
def test_a_file_of_more_than_a_megabyte_is_refused(spare: int, refused: bool, tmp_path: Path) -> None:
    text = json.dumps(small())
    path = tmp_path / "large.json"
    path.write_text(text + " " * (MOST_BYTES - len(text) + spare), encoding="utf-8")
    if refused:
        assert "larger than 1,000,000 bytes" in str(refusal(path))
    else:
        assert isinstance(read_case(path), Case)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_refused_with_its_line(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes("# first line\n# Ynys Môn\n".encode(encoding))
    (error,) = refusal(path).errors
    assert error.why == "it is not text in UTF-8"
    assert error.line == (1 if encoding == "utf-16" else 2)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u2067", "\ufeff", "\x0b", "\r"], ids=ascii)
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_a_hidden_character_is_refused_where_it_stands(character: str, kind: Any) -> None:
    with pytest.raises(CaseErrors) as caught:
        read_case_text(f"format: x\nti{character}tle: A\n", "case", kind)
    (error,) = caught.value.errors
    assert (error.line, error.place) == (2, "column 3")
    assert f"U+{ord(character):04X}" in error.why


def test_no_more_is_told_than_a_person_would_read() -> None:
    for text in ("\x00" * 1000, "".join(f"a{number}: yes\n" for number in range(1000))):
        with pytest.raises(CaseErrors) as caught:
            read_case_text(text, "case", "yaml")
        *told, last = caught.value.errors
        assert len(told) == 200
        assert last.why == "there are more problems than the 200 that are told"


def test_problems_of_the_writing_and_of_the_case_are_told_together() -> None:
    text = as_yaml(small()).replace("kind: councillor", "kind: councilor\n  elector: yes") + "titel: x\n"
    with pytest.raises(CaseErrors) as caught:
        read_case_text(text, "case.yaml", "yaml")
    assert [error.place for error in caught.value.errors] == ["requester.kind", "requester.elector", "titel"]


def test_findings_are_checked_against_the_vocabulary_that_is_given() -> None:
    data = put(small(), "council.findings", {"has_a_castle": True})
    castle = Vocabulary((Fact("has_a_castle", "council", "Has it a castle?", "register", "none"),))
    assert read_case_text(json.dumps(data), "c", "json", vocabulary=castle).council.findings == {"has_a_castle": True}
    with pytest.raises(CaseErrors, match=r"council\.findings\.has_a_castle: there is no such fact"):
        read_case_text(json.dumps(data), "c", "json")


def test_what_the_published_schema_refuses_is_told_with_its_place() -> None:
    data = put(put(small(), "documents[0].kind", "reprot"), "requester", "nobody")
    told = {problem.place: problem.why for problem in schema_problems(data, vocabulary())}
    assert told.keys() == {"requester", "documents[0].kind"}
    assert "'reprot' is not one of" in told["documents[0].kind"]
    assert [problem.place for problem in schema_problems("x", vocabulary())] == ["the whole file"]
    assert not list(schema_problems(full(), vocabulary()))


@pytest.mark.skipif(not UNREADABLE.exists(), reason="this system has no file that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").symlink_to(UNREADABLE)
    assert "it cannot be read: " in str(refusal(tmp_path / "case.yaml"))


@pytest.mark.parametrize(
    ("place", "line"), [("a.b[1].c", 3), ("a.b[1].missing", 2), ("a.x.y", 1), ("b", None), ("", None)]
)
def test_the_line_of_what_is_missing_is_that_of_the_block_it_is_missing_from(place: str, line: int | None) -> None:
    assert line_of(place, {"": 1, "a": 1, "a.b": 1, "a.b[1]": 2, "a.b[1].c": 3}) == line


@given(text=st.text(alphabet=st.sampled_from("abt:-[]{},&*!|>'\"%#@ \n?<~0.9eyn"), max_size=60))
def test_no_text_whatever_breaks_the_reader_of_yaml(text: str) -> None:
    with pytest.raises(CaseErrors):
        read_case_text(text, "case.yaml", "yaml")


@given(text=st.text(alphabet=st.sampled_from('abt:-[]{},"\\u0d8 \n019.eE'), max_size=60))
def test_no_text_whatever_breaks_the_reader_of_json(text: str) -> None:
    with pytest.raises(CaseErrors):
        read_case_text(text, "case.json", "json")


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 100_000, '{"a":' * 100_000, "- " * 100_000, "? " * 100_000])
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_a_bottomless_file_is_refused_at_once(bomb: str, kind: Any) -> None:
    with pytest.raises(CaseErrors):
        read_case_text(bomb, "case", kind)


def test_a_file_whose_braces_stand_in_texts_is_not_deep() -> None:
    data = put(small(), "title", '[[[[[[[[[[[[[[[[[[[[[[[[[[[[{{{{{{{{{{{{ "quoted" \\')
    assert read_case_text(json.dumps(data), "case.json", "json").title == data["title"]


def test_a_file_of_too_many_small_parts_is_refused_before_it_is_read_to_its_end() -> None:
    with pytest.raises(CaseErrors, match="more than 60000 words"):
        read_case_text("- a\n" * 200_000, "many.yaml", "yaml")
