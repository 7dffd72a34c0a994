"""What somebody has begun is told by its title and its case, and what she prepares is not driven out by other forms."""

from __future__ import annotations

from gatekeeper.services.cases.conversation import Interest, declare_interest
from gatekeeper.services.drafts import keep
from gatekeeper.storage.web_kept import MOST_DRAFTS
from tests.services.cases.walking import asked_for, entries, state
from tests.web.deciding import at, refuse
from tests.web.visiting import HOME, Site


def test_a_prepared_decision_outlasts_any_number_of_begun_forms(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    check = refuse(director, asked)
    engine, issuer, typed = site.place.engine, site.place.relying.issuer, {"words": ("Begun",)}
    for n in range(MOST_DRAFTS + 1):
        keep(engine, site.world.now, "subject-d1", issuer, "northmere", f"{HOME}form/{n}", typed)
    assert director.get(at(asked, "determine/check")).heading == check.heading
    assert state(site.world, asked).ruling is None


def test_the_list_of_begun_forms_tells_each_by_its_title_and_its_case(site: Site) -> None:
    asked = asked_for(site.world)
    director = site.sign_in("d1")
    path = at(asked, "note")
    form = director.get(path).form("note")
    shown = director.post(f"{HOME}draft?page={path}", form.filled({"words": "Half a note"}))
    (title,) = form.controls["titled"].values
    assert title
    assert shown.link(f"Go on writing: {title}, MR-2026-00001").startswith(path)
    refuse(director, asked)
    shown = director.get(f"{HOME}drafts")
    assert shown.link("Go on writing: A decision that you prepare, MR-2026-00001") == at(asked)
    assert f"{HOME}asked" not in shown.words


def test_looking_at_what_she_has_begun_is_no_attempt_on_a_case_in_which_she_has_no_part_any_more(site: Site) -> None:
    asked = asked_for(site.world)
    director, path = site.sign_in("d1"), at(asked, "note")
    director.post(f"{HOME}draft?page={path}", director.get(path).form("note").filled({"words": "Half a note"}))
    site.world.do("d1", lambda desk: declare_interest(desk, asked, Interest(words="My sister made the offer.")))
    shown = director.get(f"{HOME}drafts")
    assert shown.status == 200
    assert "MR-2026-00001" not in shown.words
    hers = entries(site.world, f"person:{site.world.id('person', 'd1')}")
    assert "access:refused" not in {each["kind"] for each in hers}
