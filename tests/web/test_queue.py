"""The queue shows each officer what waits for her, the earliest due first, and nothing that she may not see."""

from __future__ import annotations

from gatekeeper.services.cases.conversation import Said, ask_advice, ask_councillor
from tests.services.cases.walking import appealed_paper, asked_for, disputed_paper, state
from tests.services.worlds import World
from tests.web.deciding import at
from tests.web.visiting import HOME, Browser, Site


def _reference(world: World, asked: str) -> str:
    request = state(world, asked).request_id
    with_it = world.do("proper", lambda desk: desk.request(request).reference)
    return str(with_it)


def _queue(browser: Browser, asks: str = "") -> str:
    return browser.get(f"{HOME}queue{asks}").words


def test_a_request_stands_in_the_queue_of_the_director_who_holds_the_document(site: Site) -> None:
    asked = asked_for(site.world)
    reference = _reference(site.world, asked)
    shown = site.sign_in("d1").get(f"{HOME}queue")
    assert shown.link(reference) == at(asked)
    assert "A decision" in shown.words
    assert "It is for you" in shown.words
    assert reference not in _queue(site.sign_in("d2"), "?whose=all")


def test_what_waits_for_somebody_else_is_shown_only_where_she_asks_for_all(site: Site) -> None:
    asked = asked_for(site.world)
    site.world.do("d1", lambda desk: ask_councillor(desk, asked, Said(words="For which duty?")))
    director, reference = site.sign_in("d1"), _reference(site.world, asked)
    assert "Nothing waits for you." in _queue(director)
    shown = _queue(director, "?whose=all")
    assert reference in shown
    assert "The councillor’s answer" in shown


def test_advice_that_is_asked_for_waits_for_the_adviser(site: Site) -> None:
    asked = asked_for(site.world)
    adviser, reference = site.sign_in("mo"), _reference(site.world, asked)
    assert reference not in _queue(adviser)
    site.world.do("d1", lambda desk: ask_advice(desk, asked, Said(words="May I withhold it?")))
    assert reference in _queue(adviser)
    assert "Advice" in _queue(adviser)


def test_a_balance_waits_for_the_proper_officer_until_she_has_said_whether_it_holds(site: Site) -> None:
    asked = asked_for(site.world, "c2", "part_exempt")
    proper, reference = site.sign_in("proper"), _reference(site.world, asked)
    for place in ("", "queue"):
        shown = proper.get(f"{HOME}{place}")
        assert "Your word on the balance of the public interest" in shown.words
        assert "It is for you" in shown.words
        assert shown.link(reference) == at(asked, "confirm")
    listed = proper.get(at(asked, "confirm"))
    href = next(href for href, text in listed.links if text.startswith("Say whether it holds"))
    proper.submit(proper.get(href), confirmed="true", reasons="She could pass it on.")
    assert reference not in _queue(proper)
    assert reference in _queue(proper, "?whose=all")
    assert reference in _queue(site.sign_in("d1")), "whoever decides it has it all the time"


def test_a_balance_waits_for_nobody_else_and_where_none_is_claimed_for_nobody(site: Site) -> None:
    asked, other = asked_for(site.world, "c2", "part_exempt"), asked_for(site.world)
    for who in ("d1", "mo", "auditor"):
        assert "balance of the public interest" not in _queue(site.sign_in(who), "?whose=all")
    assert _reference(site.world, asked) in _queue(site.sign_in("proper"))
    assert _reference(site.world, other) not in _queue(site.sign_in("proper"))


def test_a_dispute_waits_for_whoever_rules_on_it(site: Site) -> None:
    asked = disputed_paper(site.world)
    reference = _reference(site.world, asked)
    assert "A ruling on the dispute" in _queue(site.sign_in("mo"))
    assert reference not in _queue(site.sign_in("d1"))


def test_what_is_overdue_is_marked_late_and_can_be_shown_alone(site: Site) -> None:
    asked = asked_for(site.world)
    due = state(site.world, asked).due_at
    assert due is not None
    director = site.sign_in("d1")
    assert "Late" not in _queue(director)
    assert "Nothing waits for you." in _queue(director, "?late=yes")
    site.world.now = due.replace(tzinfo=site.world.now.tzinfo)
    site.world.later(hours=1)
    director = site.sign_in("d1")
    assert "Late" in _queue(director, "?late=yes")
    assert "Overdue" in director.get(HOME).words


def test_a_long_queue_goes_on_where_the_page_before_ended(site: Site) -> None:
    every = {_reference(site.world, asked_for(site.world, who)) for who in ("c1", "c2", "c3")}
    first = site.sign_in("d1").get(f"{HOME}queue").words
    assert all(each in first for each in every)
    order = sorted(every, key=first.index)
    ids = [site.sign_in("d1").get(f"{HOME}queue").link(each).split("/")[-2] for each in order]
    after = _queue(site.sign_in("d1"), f"?after={ids[0]}")
    assert order[0] not in after
    assert all(each in after for each in order[1:])


def test_a_filter_that_is_no_stage_is_left_out(site: Site) -> None:
    reference = _reference(site.world, asked_for(site.world))
    assert reference in _queue(site.sign_in("d1"), "?stage=nonsense&late=%3Cscript%3E&after=..%2F")
    assert reference not in _queue(site.sign_in("mo"), "?stage=chief_executive&whose=all")


def test_home_tells_an_officer_what_waits_or_that_nothing_does(site: Site) -> None:
    director = site.sign_in("d1")
    assert "Nothing waits for you now." in director.get(HOME).words
    reference = _reference(site.world, asked_for(site.world))
    shown = director.get(HOME)
    assert shown.heading == "What waits for you"
    assert shown.link(reference)


def test_the_leader_of_her_group_is_led_to_the_dispute_on_which_she_is_heard_and_no_other_leader_is(site: Site) -> None:
    asked = appealed_paper(site.world)
    shown = site.sign_in("red-leader").get(HOME)
    assert shown.link(_reference(site.world, asked)) == at(asked, "heard")
    assert "You are to be heard" not in site.sign_in("blue-leader").get(HOME).words
