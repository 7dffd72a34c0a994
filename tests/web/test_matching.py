"""A description is matched to a document of the register by whoever may, and nobody else learns what is in it."""

from __future__ import annotations

import pytest

from gatekeeper.services.cases.submit import Asking, submit
from tests.services.cases.walking import state
from tests.services.worlds import World
from tests.web.deciding import at
from tests.web.visiting import Site


def _described(world: World, words: str = "The working paper on the depot") -> str:
    return world.do("c1", lambda desk: submit(desk, Asking(descriptions=(words,)))).asked[0]


def test_the_proper_officer_finds_the_paper_and_it_goes_to_whoever_holds_it(site: Site) -> None:
    asked = _described(site.world)
    proper = site.sign_in("proper")
    page = proper.get(at(asked, "match"))
    assert "The working paper on the depot" in page.words
    found = proper.get(f"{at(asked, 'match')}?words=working+pap")
    paper = site.world.id("document", "working_paper")
    assert "Paper working_paper" in found.words
    done = proper.submit(found, to="match", document=paper)
    assert "The document is matched to the request." in done.words
    assert (state(site.world, asked).document_id, state(site.world, asked).stage) == (paper, "director")


def test_words_that_no_paper_has_find_nothing_and_the_way_on_is_shown(site: Site) -> None:
    asked = _described(site.world)
    shown = site.sign_in("proper").get(f"{at(asked, 'match')}?words=nowhere")
    assert "No document of the register has all of these words." in shown.words
    assert shown.link("Record that it is not held or cannot be found") == at(asked, "not-held")


def test_without_a_choice_it_is_an_error_of_the_form(site: Site) -> None:
    asked = _described(site.world)
    proper = site.sign_in("proper")
    wrong = proper.submit(proper.get(f"{at(asked, 'match')}?words=paper"), to="match")
    assert wrong.status == 422
    assert "Choose the document that is meant" in wrong.words
    assert state(site.world, asked).document_id is None


def test_the_task_list_of_a_description_begins_with_matching_it(site: Site) -> None:
    asked = _described(site.world)
    shown = site.sign_in("proper").get(at(asked))
    assert shown.link("Say which document is meant") == at(asked, "match")


@pytest.mark.parametrize("who", ["c1", "c2", "d1", "auditor"])
def test_whoever_does_not_match_finds_no_page_for_it(site: Site, who: str) -> None:
    asked = _described(site.world)
    assert site.sign_in(who).get(f"{at(asked, 'match')}?words=paper").status in (403, 404)
    assert "Paper working_paper" not in site.sign_in(who).get(f"{at(asked, 'match')}?words=paper").text
