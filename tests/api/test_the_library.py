"""Tests of the library over HTTP: only what is open, page by page, its search, and that nothing hidden shows in it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from gatekeeper.services.record.asked_for import log_page
from gatekeeper.storage.record import found_council
from tests.api.calling import Service, alike
from tests.services.library.asking import put_text
from tests.services.world_making import Making
from tests.services.worlds import World, settled

CANARY, NONSENSE = "canarybird", "nonsensical"


@pytest.fixture
def planted(service_on_each: Service) -> Service:
    """The API over a council in whose closed pages, and hidden titles, there is a canary."""
    world = service_on_each.world
    put_text(world, "part_exempt", "a mill", "", "", "", f"the {CANARY} clause", "the bidder")
    for code in ("working_paper", "hidden", "secret_title"):
        put_text(world, code, f"{CANARY} sings")

    def work(making: Making) -> None:
        making.document(f"{CANARY}-paper", existence_known=False, title_known=False, body="employment", kind="other")
        for n in range(5):
            making.document(f"mill{n}", items=("mill",), body="planning")

    world.make(work)
    return service_on_each


def listed(service: Service, who: str = "c1", headers: dict[str, str] | None = None, **asked: Any) -> dict[str, Any]:
    """A page of the library."""
    answer = service.get("/library", who, headers, params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def called(service: Service, who: str = "c1", **asked: Any) -> list[str]:
    return [item["called"] for item in listed(service, who, **asked)["items"]]


def test_she_sees_what_is_open_with_the_route_beside_it(planted: Service) -> None:
    page = listed(planted, q="part_exempt")
    (item,) = page["items"]
    assert item["called"] == "Paper part_exempt"
    assert item["whole"] is False
    opened = [(each["passage"], each["pages"], each["opened_by"]) for each in item["passages"]]
    assert opened == [("part_exempt-open", "1-4", ["s100f"]), ("part_exempt-bidder", "6", ["s100f"])]
    assert [(way["route"], way["source"]) for way in item["ways"]] == [("s100f", "Local Government Act 1972 s.100F")]
    assert (page["next"], page["why"], page["as_at"]) == (None, None, "2026-11-23T10:00:00Z")


def test_what_opens_soon_is_listed_with_its_day_and_why(planted: Service) -> None:
    page = listed(planted, "co-opted", opens_soon="true", q="open_report")
    (item,) = page["items"]
    (soon,) = item["opens_soon"]
    assert item["passages"] == []
    assert (soon["route"], soon["opens_on"]) == ("s100b", "2026-11-30")
    assert "five clear days" in soon["says"]


def test_the_pages_together_are_the_whole_list_and_the_newest_business_is_first(planted: Service) -> None:
    whole = listed(planted)["items"]
    found: list[dict[str, Any]] = []
    page = listed(planted, limit="2")
    while True:
        assert len(page["items"]) <= 2
        found += page["items"]
        if page["next"] is None:
            break
        page = listed(planted, limit="2", cursor=page["next"])
    assert found == whole
    assert len(whole) == 7
    assert [each["business_at"] for each in whole] == sorted((each["business_at"] for each in whole), reverse=True)


def test_r004_a_cursor_serves_its_own_list_and_caller_alone(planted: Service) -> None:
    cursor = listed(planted, limit="1")["next"]
    edited = ("A" if cursor[0] != "A" else "B") + cursor[1:]
    assert planted.get("/library", "c2", params={"limit": "1", "cursor": cursor}).status_code == 422
    assert planted.get("/library", "c1", params={"limit": "1", "cursor": cursor, "q": "mill"}).status_code == 422
    assert planted.get("/library", "c1", params={"limit": "1", "cursor": edited}).status_code == 422
    for limit in ("0", "-1", "101", "1000000000", "1e2"):
        assert planted.get("/library", params={"limit": limit}).status_code == 422


def test_filters_narrow_the_list(planted: Service) -> None:
    body = planted.world.id("body", "planning")
    assert len(called(planted, body=body)) == 7
    assert called(planted, body="0" * 32) == called(planted, kind="minutes") == called(planted, to="2026-12-07") == []
    assert len(called(planted, **{"from": "2026-12-08", "to": "2026-12-08"})) == 7
    for wrong in ({"kind": "nonsense"}, {"body": "x"}, {"from": "yesterday"}, {"q": ""}, {"q": "x" * 201}):
        assert planted.get("/library", params=wrong).status_code == 422


@pytest.mark.parametrize("who", ["c1", "c2", "co-opted", "leader"])
def test_r005_a_word_of_closed_pages_answers_as_a_word_that_stands_nowhere(planted: Service, who: str) -> None:
    assert alike([planted.get("/library", who, params={"q": word}) for word in (CANARY, NONSENSE)])
    assert alike([planted.get("/library", who, params={"q": word[:-2]}) for word in (CANARY, NONSENSE)])
    assert alike([planted.get("/library", who, params={"q": f"mill {word}"}) for word in (CANARY, NONSENSE)])
    assert CANARY not in planted.get("/library", who).text


def test_r005_the_database_is_asked_the_same_questions_whatever_the_word(planted: Service) -> None:
    asked: list[str] = []
    event.listen(
        planted.world.engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: asked.append(statement)
    )
    planted.get("/library", params={"q": "warm"})
    questions = []
    for word in (CANARY, NONSENSE):
        asked.clear()
        planted.get("/library", params={"q": word})
        questions.append([each for each in asked if not each.startswith(("INSERT", "UPDATE"))])
    assert questions[0] == questions[1] != []


def test_r005_what_surrounds_a_found_word_comes_from_open_pages_alone(planted: Service) -> None:
    put_text(planted.world, "part_exempt", "a mill", "", "", "", f"mill {CANARY}", "mill")
    (item,) = [each for each in listed(planted, q="mill")["items"] if each["called"] == "Paper part_exempt"]
    assert [(each["page"], each["words"]) for each in item["found"]] == [(1, "a mill"), (6, "mill")]


@pytest.mark.parametrize("q", ["' OR 1=1 --", 'NEAR("a")', "words : x", "%", "*", "\U0001f600", "\\", "a\u00adb"])
def test_r157_nothing_in_the_words_is_a_language(planted: Service, q: str) -> None:
    answer = planted.get("/library", params={"q": q})
    assert answer.status_code in (200, 422)
    assert CANARY not in answer.text


def test_r001_what_is_hidden_from_her_is_in_no_list_and_no_search(planted: Service) -> None:
    hidden = [planted.world.id("document", code) for code in ("hidden", "secret_title", f"{CANARY}-paper")]
    for who in ("c1", "c2", "co-opted"):
        for asked in ({}, {"q": "paper"}, {"q": "staffing"}, {"opens_soon": "true"}):
            answer = planted.get("/library", who, params=asked).text
            assert not [each for each in hidden if each in answer]


def test_r023_the_library_of_one_council_holds_nothing_of_another(planted: Service) -> None:
    world = planted.world
    before = (called(planted), called(planted, q="mill"))
    other = settled(World(world.engine, found_council(world.engine, "southmere"), world.now), "wbc")
    put_text(other, "open_report", "a mill elsewhere")
    assert (called(planted), called(planted, q="mill"), called(planted, q="elsewhere")) == (*before, [])
    assert planted.send("GET", "/councils/southmere/library", headers=signed(planted)).status_code == 404


def signed(service: Service) -> dict[str, str]:
    return {"Authorization": f"Bearer {service.token('c1')}"}


def test_an_officer_has_an_empty_library_that_says_why(planted: Service) -> None:
    for who in ("mo", "d1", "administrator", "assistant"):
        page = listed(planted, who)
        assert page["items"] == []
        assert "not in office" in page["why"]


def test_an_assistant_reads_the_library_of_the_councillor_for_whom_she_acts(planted: Service) -> None:
    acting = {"On-Behalf-Of": planted.world.id("person", "c1")}
    assert called(planted, "assistant", headers=acting) == called(planted, "c1")


def test_each_reading_is_entered_and_no_word_of_it_is_kept(planted: Service) -> None:
    world = planted.world
    listed(planted, q="mill")
    listed(planted, "assistant", {"On-Behalf-Of": world.id("person", "c1")})
    listed(planted, "mo")
    page = log_page(world.engine, world.council_id, 0, 1_000)
    found = [each for each in page if each.kind == "library:read"]
    assert [each.subjects for each in found] == [("person c1",), ("person c1",)]
    assert [(each.person, each.behalf_of) for each in found] == [("person c1", None), ("person assistant", "person c1")]
    assert not any(each.has_words for each in found)


def test_r007_the_library_is_not_kept_by_anybody_on_the_way(planted: Service) -> None:
    assert planted.get("/library").headers["cache-control"] == "no-store"
