"""Tests of what is around every page, of the patterns that pages share, and of values that were not given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from gatekeeper.doors.problems import Detail, Problem, fault, not_there
from gatekeeper.services.actor import Actor
from gatekeeper.services.identity import HeldPost, SignedIn
from gatekeeper.web.assets import asset
from gatekeeper.web.forms import Field, Form
from gatekeeper.web.look import Look
from tests.web.marked_up import elements, pieces, texts

FORM = Form("Ask to see a document", (Field("why", "Why?"),), "Ask")
ASKED = {"form": FORM, "fields": (), "errors": (), "hidden": {}, "path": "/in/wexbridge/ask"}
HOUSING = HeldPost("p1", "director", "Director of Housing")
ROADS = HeldPost("p2", "director", "Director of Roads")
SESSION = {"name": "pat", "csrf": "mark-of-the-session"}
NAV = [("/in/wexbridge/", "Home", False), ("/in/wexbridge/queue", "Queue", True)]


@cache
def look() -> Look:
    return Look()


def drawn(source: str, **values: Any) -> str:
    return str(look().environment.from_string(source).render(values))


def page(**values: Any) -> str:
    return look().render("form.html", **{**ASKED, **values})


def test_a_page_needs_nothing_but_its_own_matter() -> None:
    assert texts(page())[0] == "Ask to see a document – Councillors’ access to documents"
    assert not elements(page(), "nav")
    assert not elements(page(), "dialog")


def test_the_title_names_the_council_and_says_first_that_something_is_wrong() -> None:
    shown = page(council="Wexbridge Council", errors=(("#field-why", "Say why"),))
    assert texts(shown)[0] == (
        "Error: Ask to see a document – Councillors’ access to documents – Wexbridge Council"
    )
    assert {"href": "#field-why"} in elements(shown, "a")


def test_the_keyboard_comes_first_to_the_way_past_the_bars() -> None:
    assert elements(page(nav=NAV), "a")[0]["href"] == "#main"
    assert [each["id"] for each in elements(page(), "main")] == ["main"]


def test_a_page_has_one_heading_of_the_first_rank() -> None:
    assert len(elements(page(council="Wexbridge Council", said="Done", session_ends="x", nav=NAV), "h1")) == 1


def test_the_bar_says_where_she_is() -> None:
    links = [each for each in elements(page(nav=NAV), "a") if each.get("class") == "govuk-service-navigation__link"]
    assert [(each["href"], each.get("aria-current")) for each in links] == [
        ("/in/wexbridge/", None), ("/in/wexbridge/", None), ("/in/wexbridge/queue", "true"),
    ]  # fmt: skip


def test_the_colours_of_the_council_come_after_the_general_ones() -> None:
    sheets = [each["href"] for each in elements(page(theme_href="/static/theme/wexbridge.css"), "link")]
    assert sheets[-2:] == [asset("pages.css"), "/static/theme/wexbridge.css"]


def test_who_has_signed_in_and_in_which_post_is_always_in_sight() -> None:
    who = SignedIn("c1", Actor("n1", "p2"), (HOUSING, ROADS), (), name="Pat Example")
    shown = page(who=who, session=SESSION, nav=NAV)
    assert "Signed in as Pat Example · acting as Director of Roads" in texts(shown)
    assert "/in/wexbridge/acting" in [each["href"] for each in elements(shown, "a")]


def test_for_whom_an_assistant_acts_is_always_in_sight() -> None:
    who = SignedIn("c1", Actor("n1", None, "n9"), (), ("n9",), name="Pat Example", names=("Alex Other",))
    words = {"councillor": "member"}
    assert "Acting for member Alex Other" in texts(page(who=who, session=SESSION, words=words, nav=NAV))


def test_whoever_can_act_in_one_way_only_is_offered_no_change() -> None:
    who = SignedIn("c1", Actor("n1", "p1"), (HOUSING,), (), name="Pat Example")
    assert "/in/wexbridge/acting" not in page(who=who, session=SESSION, nav=NAV)


def test_signing_out_is_a_form_that_carries_the_mark_of_the_session() -> None:
    shown = page(session=SESSION)
    assert {"method": "post", "action": "/sign-out", "class": "gk-who__leave"} in elements(shown, "form")
    assert {"type": "hidden", "name": "csrf", "value": "mark-of-the-session"} in elements(shown, "input")


def test_the_warning_before_the_end_of_the_session_knows_its_times() -> None:
    times = {"session_ends": "2026-11-22T17:00:00+00:00", "now": "2026-11-22T09:00:00+00:00"}
    found = elements(page(**times, idle_seconds=900, warn_seconds=60), "dialog")
    assert len(found) == 1
    assert found[0]["data-ends"] == "2026-11-22T17:00:00+00:00"
    assert (found[0]["data-idle"], found[0]["data-warn"]) == ("900", "60")
    assert found[0]["data-gone"] == "/sign-in?return_to=/in/wexbridge/ask&why=away"


def test_what_changed_meanwhile_is_told_with_the_form() -> None:
    shown = page(changed="The director ruled on it.")
    assert "The director ruled on it." in texts(shown)
    assert "This changed since you opened the page" in texts(shown)


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    form = Form("Upload", (Field("file", "The file", "file"),), "Upload")
    assert [each.get("enctype") for each in elements(page(form=form), "form")] == ["multipart/form-data"]
    assert [each.get("enctype") for each in elements(page(), "form")] == [None]


def test_a_draft_can_be_kept_where_the_page_says_so() -> None:
    shown = page(draft_href="/in/wexbridge/draft?page=x")
    assert "/in/wexbridge/draft?page=x" in [each.get("formaction") for each in elements(shown, "button")]
    assert not [each for each in elements(page(), "button") if "formaction" in each]


@pytest.mark.parametrize("missing", ["form", "fields", "errors", "hidden"])
def test_a_page_that_was_not_given_what_it_shows_is_a_fault_and_not_a_gap(missing: str) -> None:
    given = {name: value for name, value in ASKED.items() if name != missing}
    with pytest.raises(UndefinedError):
        look().render("form.html", **given)


def test_unknown_and_forbidden_look_alike() -> None:
    shown = look().render("problem.html", problem=not_there(), correlation_id="0123")
    assert "Page not found" in texts(shown)
    assert "If you ask for help with this, say the number 0123." in texts(shown)


def test_a_problem_says_what_why_and_what_to_do() -> None:
    details = [Detail(place="passages[2]", why="there are no such pages", remedy="Give pages 1 to 9.")]
    problem = Problem(422, "x", "Not of the right form", why="a page is missing", remedy="correct it", problems=details)
    shown = texts(look().render("problem.html", problem=problem, correlation_id="0123"))
    assert "Not of the right form: a page is missing." in shown
    assert "What to do: correct it." in shown
    assert "passages[2]: there are no such pages Give pages 1 to 9." in shown


def test_a_fault_has_a_page_too() -> None:
    assert "A fault of this service" in texts(look().render("problem.html", problem=fault(), correlation_id="1"))


def test_a_timeline_tells_each_step_with_its_time() -> None:
    lines = [
        {"title": "Asked", "at": datetime(2026, 11, 22, 9, tzinfo=UTC), "words": "For <b>me</b>"},
        {"title": "Due", "at": date(2026, 12, 1), "words": None},
    ]
    shown = drawn("{% from 'parts/timeline.html' import timeline %}{{ timeline(lines) }}", lines=lines)
    first = ["Asked", "9am on Sunday 22 November 2026", "For <b>me</b>"]
    assert texts(shown) == [*first, "Due", "Tuesday 1 December 2026"]
    assert [each["datetime"] for each in elements(shown, "time")] == ["2026-11-22T09:00:00+00:00", "2026-12-01"]


def test_a_summary_says_what_each_change_changes() -> None:
    rows = [("Who", "<b>Her</b>"), ("Why", "Ward", "/why", "why you need it")]
    shown = drawn("{% from 'parts/summary.html' import summary %}{{ summary(rows) }}", rows=rows)
    assert texts(shown) == ["Who", "<b>Her</b>", "Why", "Ward", "Change", "why you need it"]
    assert elements(shown, "div")[0]["class"].endswith("--no-actions")


@pytest.mark.parametrize(
    ("macro", "value", "words"),
    [("status", "open", "Being considered"), ("ruling", "refused", "Refused"), ("outcome", "barred", "Barred by law")],
)
def test_a_tag_says_in_words_what_its_colour_means(macro: str, value: str, words: str) -> None:
    shown = drawn(f"{{% from 'parts/tags.html' import {macro} %}}{{{{ {macro}(value) }}}}", value=value)
    assert len(texts(shown)) == 1
    assert texts(shown)[0].startswith(words)


def test_a_long_list_names_the_column_beside_each_cell() -> None:
    rows = [[{"text": "MR-1", "href": "/1"}, {"text": "<i>Late</i>", "note": "2 days"}], ["MR-2", "Soon"]]
    source = "{% from 'parts/queue.html' import queue %}{{ queue('Requests', ['Reference', 'Due'], rows, (0,)) }}"
    shown = drawn(source, rows=rows)
    assert texts(shown) == ["Requests", "Reference", "Due", "MR-1", "<i>Late</i>", "2 days", "MR-2", "Soon"]
    assert [each["data-head"] for each in elements(shown, "td")] == ["Due", "Due"]
    assert [each.get("class") for each in elements(shown, "tr")] == [None, "gk-queue__row--late", None]
    assert [each["scope"] for each in elements(shown, "th")] == ["col", "col", "row", "row"]


@pytest.mark.parametrize(("previous", "following"), [("/1", None), (None, "/2"), ("/1", "/2"), (None, None)])
def test_a_pager_leads_only_where_there_is_a_page(previous: str | None, following: str | None) -> None:
    source = "{% from 'parts/pager.html' import pager %}{{ pager(previous, following, 'requests') }}"
    shown = drawn(source, previous=previous, following=following)
    assert [each["href"] for each in elements(shown, "a")] == [each for each in (previous, following) if each]


def test_a_chart_draws_no_bar_for_a_number_that_is_not_told() -> None:
    rows = [("Housing", 10, "10"), ("<b>Roads</b>", None, "fewer than 5"), ("Parks", 5, "5"), ("None", 0, "0")]
    source = "{% from 'parts/chart.html' import bars %}{{ bars('received', 'Received', rows, 'Service', 'Requests') }}"
    shown = drawn(source, rows=rows)
    assert [each["width"] for each in elements(shown, "rect")] == ["100.0%", "1", "50.0%", "1"]
    assert [each["role"] for each in elements(shown, "svg")] == ["img"]
    assert texts(shown)[-8:] == ["Housing", "10", "<b>Roads</b>", "fewer than 5", "Parks", "5", "None", "0"]


def test_a_chart_of_nothing_says_so() -> None:
    source = "{% from 'parts/chart.html' import bars %}{{ bars('received', 'Received', [], 'Service', 'Requests') }}"
    assert not elements(drawn(source), "svg")
    assert "There is nothing to draw for this period." in texts(drawn(source))


def test_the_library_s_macros_stand_beside_ours() -> None:
    source = "{% from 'govuk_frontend_jinja/components/button/macro.html' import govukButton %}{{ govukButton(given) }}"
    assert pieces(drawn(source, given={"text": "<b>Go</b>"}))[1] == "<b>Go</b>"


def test_a_translated_text_is_never_taken_for_mark_up() -> None:
    payload = "<b>100% %(x)s</b>"
    assert texts(drawn("<p>{{ _(text) }}</p>", text=payload)) == [payload]
    assert texts(drawn('<p>{{ _("For %(name)s", name=text) }}</p>', text=payload)) == [f"For {payload}"]
    assert texts(drawn("<p>{% trans name=text %}For {{ name }}{% endtrans %}</p>", text=payload)) == [f"For {payload}"]


def test_another_language_falls_back_to_english_where_it_has_no_words(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ language }} {{ _('Home') }}", encoding="utf-8")
    assert Look("cy", tmp_path).render("page.html") == "cy Home"


def test_every_template_can_be_read() -> None:
    Look().warm()
