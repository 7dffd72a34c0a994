"""The ruling of a document from its passages, the closed lists, and the rules behind the grounds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from gatekeeper.core.rulings import (
    ENOUGH,
    FORMS,
    STOPS,
    Form,
    Ground,
    Need,
    Ruling,
    StopCode,
    check_rulings,
    document_ruling,
    relied_on,
)
from gatekeeper.core.rulings.findings import FlagCode
from gatekeeper.core.rulings.relied_on import SUPPORTED_BY
from gatekeeper.services.assess import assess
from gatekeeper.services.case_reader import read_case
from tests.core.rulings.proposing import EXEMPT, NEEDED, NOW, about, book, check, grant, only, refusal

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        (["granted", "granted"], "granted"),
        (["granted", "refused"], "partly_granted"),
        (["granted", "not_held"], "partly_granted"),
        (["partly_granted", "refused"], "partly_granted"),
        (["refused", "refused"], "refused"),
        (["refused", "not_held"], "refused"),
        (["not_held", "not_held"], "not_held"),
    ],
)
def test_a_document_is_ruled_on_through_its_passages(rulings: list[Ruling], expected: Ruling) -> None:
    assert document_ruling(rulings) == expected


def test_the_order_of_passages_never_changes_the_ruling_of_a_document() -> None:
    for rulings in product(get_args(Ruling), repeat=3):
        assert document_ruling(rulings) == document_ruling(rulings[::-1])
        assert (document_ruling(rulings) == "granted") is (set(rulings) == {"granted"})


def test_a_document_without_passages_has_no_ruling() -> None:
    with pytest.raises(ValueError, match="at least one ruling"):
        document_ruling([])


def test_every_form_gives_all_of_itself_and_a_whole_copy_gives_all_of_every_form() -> None:
    assert set(FORMS) == set(get_args(Form))
    assert all(form in ENOUGH[form] for form in FORMS)
    assert all("whole_copy" in enough for enough in ENOUGH.values())


def test_every_stop_has_its_law_and_a_test_that_names_it() -> None:
    assert set(get_args(StopCode)) == set(STOPS)
    tests = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    assert [code for code in (*STOPS, *get_args(FlagCode)) if f'"{code}"' not in tests] == []


def test_no_stop_or_ground_speaks_of_approving_or_rejecting() -> None:
    said = " ".join(f"{law.why} {law.remedy}" for law in STOPS.values()).lower()
    assert not [word for word in ("approv", "reject", "denied", "deny") if word in said]


def test_a_ground_is_paired_with_the_rule_that_supports_it() -> None:
    excluded = only(about("other_groups_internal_papers"))
    proposal = refusal("other_groups_papers", "another", need=Need())
    assert relied_on(proposal, excluded) == (
        Ground("other_groups_papers", "cl_excluded_group_papers"),
        Ground("another", None),
    )


def test_a_protocol_s_ground_is_paired_with_the_protocol_s_rule() -> None:
    casework = only(about("casework_about_individual", council="wbc"))
    assert relied_on(refusal("casework"), casework) == (Ground("casework", "wbc_4_5_casework"),)
    assert relied_on(refusal("casework"), only(about("casework_about_individual"))) == (Ground("casework"),)


def test_exempt_is_paired_with_the_rule_that_takes_the_right_away() -> None:
    assert relied_on(refusal("exempt"), only(about(*EXEMPT))) == (Ground("exempt", "lga_1972_s100f_2_hard"),)


def test_every_rule_behind_a_ground_is_a_rule_of_the_law_as_shipped() -> None:
    shipped = {rule.id for rule in book(None).edition.rules}
    assert {rule for rules in SUPPORTED_BY.values() for rule in rules} <= shipped


def test_the_land_sale_is_ruled_on_passage_by_passage(project: Path) -> None:
    case = read_case(project / "examples" / "land-sale.yaml")
    results = assess(case, NOW).decision.documents
    (sale,) = [each for each in results if each.document == "land-sale-report"]
    open_now = [each.passage for each in sale.passages if each.outcome == "entitled"]
    assert "site" in open_now
    terms = "The terms of the sale are still being negotiated, and her planning work needs none of them."
    price = replace(refusal(reasons=terms), document=sale.document, passage="price")
    given = [replace(grant(need=Need()), document=sale.document, passage=passage) for passage in open_now]
    assert check_rulings(results, [*given, price], pack=None, now=NOW).stops == ()
    site = replace(price, passage="site")
    (stopped,) = check_rulings(results, [site, price], pack=None, now=NOW).stops[:1]
    assert (stopped.code, stopped.passage) == ("refuses_after_redaction", (sale.document, "site"))


def test_a_lawful_check_says_so() -> None:
    assert check(about(), grant(need=NEEDED)).lawful
