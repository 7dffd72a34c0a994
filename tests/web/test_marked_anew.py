"""What was prepared on a passage does not stand on what the passage has become: it is to be looked at again."""

from __future__ import annotations

from gatekeeper.storage import tables
from tests.services.cases.changing import edit
from tests.services.cases.walking import asked_for, state
from tests.web.deciding import REFUSED, at, decided, find_need, refuse
from tests.web.visiting import Site


def test_a_ruling_prepared_before_its_passage_was_marked_anew_is_looked_at_again_and_not_recorded(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    check = refuse(director, asked)
    edit(site.world, tables.Document, "document", "working_paper", page_count=9)
    assert director.submit(check, to="check").path == at(asked)
    assert state(site.world, asked).ruling is None
    tasks = director.get(at(asked, "determine/check"))
    assert tasks.path == at(asked)
    assert tasks.words.count("To be looked at again") >= 2
    again = director.get(at(asked, "find/1"))
    assert "The passage was marked anew after you had prepared this" in again.words
    assert again.form("find/1").controls["duty"].values == ["to judge how the service is run"]
    find_need(director, asked)
    assert "The passage was marked anew" in director.get(at(asked, "determine/1")).words
    director.submit(decided(director, asked, REFUSED), to="check")
    assert state(site.world, asked).ruling == "refused"
