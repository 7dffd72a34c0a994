"""Tests of the rules as pages: by source, one in full, the protocol, and how a decision is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.policy.library import law
from gatekeeper.services.assess import packs
from gatekeeper.services.rules import every_case
from gatekeeper.services.workflow import permitted
from gatekeeper.services.written.deciding import ways
from gatekeeper.services.written.sources import LAW
from tests.auth.world import World as Issuer
from tests.services.world_databases import little_world
from tests.web.visiting import HOME, Shown, Site, site_of

PAYLOAD = "<script>alert(1)</script>"
PAGES = ("rules", "rules/how", "rules/protocol", "rules/lga_1972_s100f_1")


def reads(site: Site, path: str, who: str = "c1") -> Shown:
    page = site.sign_in(who).get(f"{HOME}{path}")
    assert page.text.count("<h1") <= 1
    return page


def test_the_sources_of_law_are_listed_and_each_leads_to_its_rules(site: Site) -> None:
    page = reads(site, "rules")
    assert (page.status, page.heading) == (200, "The rules")
    for source in LAW.values():
        assert source.title in page.words
    listed = site.sign_in("c1").get(page.link("Local Government Act 1972 s.100F"))
    assert listed.heading == "Local Government Act 1972 s.100F"
    assert "20 rules" in listed.words
    assert "Speaks for yes" in listed.words
    assert "no end is known" in listed.words


def test_the_councils_own_rules_stand_first_and_no_other_councils_are_shown(site: Site) -> None:
    page = reads(site, "rules")
    assert page.words.index("WBC Protocol") < page.words.index("Local Government Act 1972 s.100E")
    assert "Wyremouth" not in page.words
    own, other = (next(iter(packs()[name].rules)).id for name in ("wbc", "wyremouth"))
    assert reads(site, f"rules/{own}").status == 200
    assert reads(site, f"rules/{other}").status == 404
    assert reads(site, "rules?source=wyremouth").status == 404


def test_rules_are_found_by_all_of_the_words_and_what_is_not_found_is_said(site: Site) -> None:
    browser = site.sign_in("c1")
    page = browser.get(f"{HOME}rules")
    found = browser.submit(page, sought="S.100F OFFICER")
    assert " with “S.100F OFFICER”." in found.words
    none = browser.submit(page, sought=PAYLOAD)
    assert "0 rules with" in none.words
    assert "Try fewer of them" in none.words
    assert PAYLOAD not in none.text
    many = browser.submit(page, sought="1972")
    assert "Next" in " ".join(words for _, words in many.links)
    after = browser.get(next(href for href, words in many.links if words.startswith("Next")))
    assert after.status == 200
    assert after.words != many.words


def test_a_rule_is_told_with_its_source_its_conditions_and_its_worked_cases_in_words(site: Site) -> None:
    page = reads(site, "rules/lga_1972_s100f_1")
    assert page.status == 200
    assert page.title.startswith(page.heading)
    assert "Local Government Act 1972 s.100F(1)" in page.words
    cases = every_case()["law"]
    inside = [each.name for each in cases if "lga_1972_s100f_1" in each.rules]
    outside = [each.name for each in cases if "lga_1972_s100f_1" in each.outside]
    assert inside
    assert outside
    for name in (*inside, *outside):
        assert name in page.words
    assert "A serving councillor of an English district council" in page.words
    assert "If all of this holds:" in page.words


def test_every_fact_of_a_worked_case_is_told_as_a_question_with_its_answer(site: Site) -> None:
    page, known = reads(site, "rules/lga_1972_s100e_coming_council"), law().vocabulary
    assert "The budget report goes to the full council on Thursday week" in page.words
    for asks, answer in ((known["executive_public_coming"].asks, "Yes"), (known["document_kind"].asks, "Report")):
        assert f"{asks} {answer}." in page.words


def test_a_rule_that_is_none_is_not_found(site: Site) -> None:
    for name in ("nonsense", "LGA_1972_S100F_1", "..%2f", PAYLOAD.replace("/", "")):
        assert reads(site, f"rules/{name}").status == 404


def test_the_protocol_is_told_topic_by_topic_with_its_silences_and_where_it_misstates_the_law(site: Site) -> None:
    page, pack = reads(site, "rules/protocol"), packs()["wbc"].pack
    assert page.heading == pack.protocol
    for silence in pack.silent:
        assert silence.applies in page.words
    for each in pack.differs:
        for words in (each.sentence, each.says, each.law, each.law_source):
            assert words in page.words
    assert pack.determiner is not None
    assert pack.determiner.sentence in page.words
    assert f"Paragraph {pack.determiner.cite}" in page.words
    assert "The Chief Executive The last stage" in page.words


def test_the_times_and_the_stages_of_a_protocol_stand_in_tables(issuer: Issuer, tmp_path: Path) -> None:
    with little_world("sqlite", tmp_path, "wyremouth") as world:
        page = reads(site_of(world, issuer, tmp_path), "rules/protocol")
    assert "The stages of a dispute" in page.words
    assert "The times that the council sets itself" in page.words
    assert "working days" in page.words


def test_a_ruling_stands_beside_the_paragraph_that_it_is_on(site: Site) -> None:
    browser = site.sign_in("mo")
    form = browser.get(f"{HOME}interpretations/new")
    said = {"paragraph": "4.5", "question": "Is a list factual?", "ruling": "Yes, it is.", "authority": "A minute"}
    browser.submit(form, **said)
    page = reads(site, "rules/protocol")
    assert "Ruled on paragraph 4.5: Is a list factual?" in page.words
    assert page.words.count("Yes, it is.") == sum("4.5" in each for each in cites())


def cites() -> list[list[str]]:
    """The paragraphs of each clause of the protocol that stands under a topic."""
    pack = packs()["wbc"].pack
    every = (getattr(pack, name) for name in type(pack).model_fields if name not in ("differs", "silent", "words"))
    listed = [each for value in every for each in (value if isinstance(value, tuple) else (value,))]
    return [each.cite.replace(";", ",").split(", ") for each in listed if hasattr(each, "cite")]


def test_how_a_decision_is_made_names_every_way_and_every_rule_of_who_may_do_what(site: Site) -> None:
    page = reads(site, "rules/how")
    places = [page.words.index(f"{number}. {each.title}") for number, each in enumerate(ways(), 1)]
    assert places == sorted(places)
    for each in permitted():
        assert each.sentence in page.words
    assert "the Monitoring Officer" in page.words
    assert "Here it goes to: The Monitoring Officer, The Chief Executive." in page.words


def test_a_council_without_a_protocol_is_told_what_applies(issuer: Issuer, tmp_path: Path) -> None:
    with little_world("sqlite", tmp_path, None) as world:
        site = site_of(world, issuer, tmp_path)
        assert "The law alone applies" in reads(site, "rules/protocol").words
        assert "What the council’s protocol says" not in reads(site, "rules").words
        assert reads(site, "rules/how").status == 200


@pytest.mark.parametrize("who", ["c1", "d1", "auditor", "administrator", "foi"])
@pytest.mark.parametrize("path", PAGES)
def test_anyone_of_the_council_reads_the_rules(site: Site, who: str, path: str) -> None:
    page = reads(site, path, who)
    assert page.status == 200
    assert page.title.startswith(page.heading)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_without_a_sign_in_is_shown_the_rules(site: Site, path: str) -> None:
    answer = site.stranger().get(f"{HOME}{path}", follow=False)
    assert answer.headers["location"].startswith("/sign-in?return_to=")


@pytest.mark.parametrize("start", ["-1", "x", "999999999", "99999", "1e3"])
def test_a_page_that_cannot_be_meant_is_the_first_or_an_empty_one(site: Site, start: str) -> None:
    assert reads(site, f"rules?sought=1972&start={start}").status == 200
