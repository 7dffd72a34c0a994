"""Tests of classifying: no passage is exempt without paragraph, balance, who, when, until when and how to challenge."""

from __future__ import annotations

import pytest

from gatekeeper.services.registering.paragraphs import claims_of
from gatekeeper.storage import tables
from tests.services.stateful.soundness import faults
from tests.web.visiting import HOME, Browser, Shown, Site


def fill(browser: Browser, page: Shown, number: int, **changes: str) -> Shown:
    """Send the balance of one paragraph."""
    day, month, year = changes.pop("until", "1 6 2027").split()
    says = {
        f"result-{number}": "maintain",
        f"reasons-{number}": "The bidder would walk away.",
        f"review_on-{number}-day": day,
        f"review_on-{number}-month": month,
        f"review_on-{number}-year": year,
        f"how_to_challenge-{number}": "Write to the monitoring officer.",
    }
    return browser.submit(page, **{**says, **{f"{name}-{number}": each for name, each in changes.items()}})


def on_case(site: Site, who: str = "c1") -> tuple[str, str]:
    """The working paper asked for: the pages of its classification on the case, and of its passage."""
    _, asked = site.asked(who)
    at = f"{HOME}asked/{asked}/classify"
    return at, f"{at}/{site.world.id('passage', 'working_paper-whole')}"


def on_document(site: Site, code: str = "working_paper", passage: str = "whole") -> str:
    """The page of a passage's classification outside any case."""
    return f"{HOME}documents/{site.world.id('document', code)}/classify/{site.world.id('passage', f'{code}-{passage}')}"


def standing(site: Site, code: str) -> list[tables.Paragraph]:
    """What is claimed for a passage."""
    passage = site.world.id("passage", code)
    return list(site.world.read(lambda register: register.all(tables.Paragraph, passage_id=passage)))


def test_a_passage_is_classified_on_a_case_with_its_balance(site: Site) -> None:
    at, passage = on_case(site)
    proper = site.sign_in("proper")
    assert "Classify it anew" in proper.get(at).words or "Classify it" in proper.get(at).words
    balance = proper.submit(proper.get(passage), claimed="3")
    assert balance.heading == "Weigh the public interest"
    done = fill(proper, balance, 3)
    assert "The passage is classified" in done.words
    assert "Tuesday 1 June 2027" in done.words
    assert "Write to the monitoring officer." in done.words
    (row,) = standing(site, "working_paper-whole")
    assert (row.number, row.result, row.by) == (3, "maintain", "the proper officer")
    assert faults(site.place.engine, site.world.council_id) == []


def test_nothing_chosen_is_not_that_none_is_claimed(site: Site) -> None:
    _, passage = on_case(site)
    proper = site.sign_in("proper")
    again = proper.submit(proper.get(passage), claimed=[])
    assert again.status == 422
    assert again.link("Choose the paragraphs that you claim, or that you claim none") == "#field-claimed"
    both = proper.get(f"{passage}?claimed=3&claimed=none")
    assert both.status == 422
    assert proper.post(passage, proper.get(passage).form("/sign-out").filled({})).status == 404
    assert [each.number for each in standing(site, "working_paper-whole")] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reasons": " "}, "reasons-3"),
        ({"how_to_challenge": ""}, "how_to_challenge-3"),
        ({"until": "31 2 2027"}, "review_on-3"),
        ({"until": "1 6 2020"}, "review_on-3"),
        ({"result": ""}, "result-3"),
    ],
)
def test_a_claim_that_lacks_something_is_asked_again_at_its_field(
    site: Site, changes: dict[str, str], field: str
) -> None:
    proper = site.sign_in("proper")
    page = proper.get(f"{on_document(site)}?claimed=3")
    again = fill(proper, page, 3, **changes)
    assert again.status == 422
    assert f"#field-{field}" in [href for href, _ in again.links]
    assert standing(site, "working_paper-whole") == []


def test_a_passage_is_classified_outside_any_case_and_that_it_is_not_anew(site: Site) -> None:
    proper = site.sign_in("proper")
    at = on_document(site, "part_exempt", "terms")
    form = proper.get(f"{at}?claimed=3&claimed=5")
    done = fill(proper, form, 5, reasons="The claim is before the court.")
    assert done.status == 422
    page = proper.submit(proper.submit(proper.get(at), claimed="none"))
    assert "The passage is classified" in page.words
    assert standing(site, "part_exempt-terms") == []
    assert "claims no paragraph of Schedule 12A" in page.words


def test_what_stands_is_in_the_form_again(site: Site) -> None:
    proper = site.sign_in("proper")
    fill(proper, proper.get(f"{on_document(site)}?claimed=3"), 3)
    chosen = proper.get(on_document(site))
    assert chosen.form("classify/" + site.world.id("passage", "working_paper-whole")).controls["claimed"].values == [
        "3"
    ]
    form = proper.get(f"{on_document(site)}?claimed=3")
    controls = form.form().controls
    assert controls["reasons-3"].values == ["The bidder would walk away."]
    assert controls["review_on-3-month"].values == ["6"]
    assert controls["result-3"].values == ["maintain"]


def test_a_classification_that_was_changed_meanwhile_changes_nothing(site: Site) -> None:
    one, other = site.sign_in("proper"), site.sign_in("proper")
    late = one.get(f"{on_document(site)}?claimed=1")
    fill(other, other.get(f"{on_document(site)}?claimed=3"), 3)
    again = fill(one, late, 1)
    assert again.status == 412
    assert [each.number for each in standing(site, "working_paper-whole")] == [3]


@pytest.mark.parametrize(("who", "status"), [("d1", 403), ("mo", 403), ("c1", 404), ("foi", 403)])
def test_nobody_but_the_proper_officer_classifies(site: Site, who: str, status: int) -> None:
    assert site.sign_in(who).get(on_document(site)).status in (status, 403)
    at, _ = on_case(site)
    assert site.sign_in(who).get(at).status in (403, 404)


def test_a_balance_is_confirmed_for_one_request_and_no_longer_once_it_is_weighed_anew(site: Site) -> None:
    _, asked = site.asked("c2", "part_exempt")
    proper = site.sign_in("proper")
    listed = proper.get(f"{HOME}asked/{asked}/confirm")
    assert "Not confirmed for this request" in listed.words
    href = next(href for href, text in listed.links if text.startswith("Say whether it holds"))
    assert proper.submit(proper.get(href), reasons="").status == 422
    done = proper.submit(proper.get(href), confirmed="true", reasons="She could pass it on.")
    assert "Confirmed for this request: it holds." in done.words
    paragraph = href.rpartition("/")[2]
    row = site.world.read(lambda register: register.one(tables.Paragraph, paragraph))
    assert row is not None
    passage = f"{HOME}asked/{asked}/classify/{row.passage_id}"
    fill(proper, proper.get(f"{passage}?claimed=3"), 3)
    assert "Confirmed for this request" not in proper.get(f"{HOME}asked/{asked}/confirm").words


def test_a_form_of_classification_that_is_sent_twice_has_one_effect(site: Site) -> None:
    proper = site.sign_in("proper")
    page = proper.get(f"{on_document(site)}?claimed=3")
    fields = page.form().filled({"result-3": "disclose", "reasons-3": "Nobody would be harmed."})
    before = site.world.read(lambda register: len(register.ever(tables.Paragraph)))
    assert [proper.post(page.path, fields).status for _ in range(2)] == [200, 200]
    assert site.world.read(lambda register: len(register.ever(tables.Paragraph))) == before + 1


def test_confidential_by_law_is_only_what_the_closed_list_names(site: Site) -> None:
    proper = site.sign_in("proper")
    document, passage = site.world.id("document", "care_file"), site.world.id("passage", "care_file-whole")
    at = f"{HOME}documents/{document}/confidential/{passage}"
    page = proper.get(at)
    missing = proper.submit(page, basis="enactment", reasons="An adoption file.")
    assert missing.link("Choose the enactment") == "#field-enactment"
    fields = page.form().filled({"basis": "enactment", "reasons": "x"}) | {"enactment": ["Data Protection Act 2018"]}
    assert "data protection law is not on the list" in proper.post(at, fields).words
    named = "Adoption and Children Act 2002 ss.56-65"
    done = proper.submit(missing, enactment=named, reaches_every_route="unknown")
    assert named in done.words
    row = site.world.read(lambda register: register.one(tables.Passage, passage))
    assert row is not None
    assert (row.basis, row.citation, row.reaches_every_route, row.pages) == ("enactment", named, "unknown", "whole")
    assert site.world.do("proper", lambda desk: [each.number for each in claims_of(desk, passage)]) == [1, 2]


def test_the_terms_of_a_department_are_named_in_words(site: Site) -> None:
    proper = site.sign_in("proper")
    document, passage = site.world.id("document", "working_paper"), site.world.id("passage", "working_paper-whole")
    page = proper.get(f"{HOME}documents/{document}/confidential/{passage}")
    done = proper.submit(page, basis="government_terms", terms="Letter of 3 March", reasons="It came in confidence.")
    assert "by terms of a government department (Letter of 3 March)" in done.words
    assert "It came in confidence." in done.words
