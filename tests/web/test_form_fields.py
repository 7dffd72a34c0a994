"""Tests that every kind of field is marked up as the design system says, and shows what was typed as plain text."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import pytest

from gatekeeper.web.assets import asset
from gatekeeper.web.forms import Choice, Field, Filled, Form, Kind
from gatekeeper.web.look import Look
from tests.web.marked_up import elements, pieces

PAYLOAD = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onfocus=alert(1) "
    "{{ 7*7 }} {% raw %} %(name)s 100% </textarea></title>"
)
CHOICES = (Choice("a", "One", "The first"), Choice("b", "Two"))
LIBRARY = {
    "text": "input", "number": "input", "area": "textarea", "select": "select", "radios": "radios",
    "checkboxes": "checkboxes", "date": "date-input", "file": "file-upload",
}  # fmt: skip


@cache
def look() -> Look:
    return Look()


def drawn(one: Filled) -> str:
    source = "{% from 'parts/forms.html' import field %}{{ field(one) }}"
    return str(look().environment.from_string(source).render(one=one))


def by_the_library(one: Filled) -> str:
    component = LIBRARY[one.field.kind]
    name = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    macros = f"govuk_frontend_jinja/components/{component}/macro.html"
    source = f"{{% from '{macros}' import {name} %}}{{{{ {name}(given) }}}}"
    return str(look().environment.from_string(source).render(given=params(one)))


def params(one: Filled) -> dict[str, Any]:
    """The field as the library's macros take it."""
    field, error = one.field, {"text": one.error} if one.error else None
    label = {"text": field.label, "classes": "govuk-label--s"}
    legend = {"text": field.label, "classes": "govuk-fieldset__legend--s"}
    common = {"id": f"field-{field.name}", "name": field.name, "hint": {"text": field.hint}, "errorMessage": error}
    items = [
        {
            "value": each.value,
            "text": each.label,
            "hint": {"text": each.hint} if each.hint else None,
            "checked": each.value in one.values,
            "selected": each.value in one.values,
        }
        for each in field.choices
    ]
    value = {"value": one.values[0] if one.values else None}
    special: dict[str, dict[str, Any]] = {
        "number": {**value, "inputmode": "numeric", "classes": "govuk-input--width-5"},
        "text": value,
        "area": {"value": value["value"] or "", "rows": field.rows},
        "select": {"items": [{"value": "", "text": "Choose one"}, *items]},
        "radios": {"items": items, "idPrefix": common["id"], "fieldset": {"legend": legend}},
        "checkboxes": {"items": items, "idPrefix": common["id"], "fieldset": {"legend": legend}},
        "date": {"items": dates(one), "fieldset": {"legend": legend}},
        "file": {},
    }
    return {**common, "label": label, **special[field.kind]}


def dates(one: Filled) -> list[dict[str, Any]]:
    own = f"field-{one.field.name}"
    wrong = " govuk-input--error" if one.error else ""
    values = (*one.values, "", "", "")
    return [
        {
            "id": own if part == "day" else f"{own}-{part}",
            "name": f"{one.field.name}-{part}",
            "label": part.capitalize(),
            "value": values[place] or None,
            "classes": f"govuk-input--width-{width}{wrong}",
        }
        for place, (part, width) in enumerate((("day", 2), ("month", 2), ("year", 4)))
    ]


@pytest.mark.parametrize("error", [None, "Say why you need it"], ids=["right", "wrong"])
@pytest.mark.parametrize("values", [(), ("a",), (PAYLOAD,)], ids=["empty", "filled", "payload"])
@pytest.mark.parametrize("kind", LIBRARY)
def test_a_field_is_marked_up_as_the_design_system_says(kind: Kind, values: tuple[str, ...], error: str | None) -> None:
    one = Filled(Field("why", "Why?", kind, hint="In your own words", choices=CHOICES), values, error)
    ours = drawn(one).replace(' id="field-why-parts"', ' id="field-why"')
    assert pieces(ours) == pieces(by_the_library(one))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_whatever_was_typed_or_asked_is_shown_as_it_was_written(kind: Kind) -> None:
    choices = (Choice(PAYLOAD, PAYLOAD, PAYLOAD),)
    field = Field("why", PAYLOAD, kind, hint=PAYLOAD, choices=choices, group=PAYLOAD, optional=True)
    form = Form(PAYLOAD, (field,), PAYLOAD, lead=PAYLOAD, warning=PAYLOAD)
    filled = (Filled(field, (PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD), PAYLOAD),)
    values = {"form": form, "fields": filled, "errors": (("#field-why", PAYLOAD),), "hidden": {"csrf": PAYLOAD}}
    more = {"path": PAYLOAD, "changed": PAYLOAD, "said": PAYLOAD, "council": PAYLOAD, "nav": [("/", PAYLOAD, True)]}
    page = look().render("form.html", **values, **more)
    assert not elements(page, "img")
    assert elements(page, "script") == [{"src": asset("pages.js"), "type": "module"}]
    assert not [name for each in pieces(page) if isinstance(each, tuple) for name in each[1:] if name.startswith("on")]
    assert page.count("<textarea") == page.count("</textarea>") <= 1
    assert "49" not in page


@pytest.mark.parametrize("kind", ["text", "number", "hidden"])
def test_what_was_typed_stands_in_the_field_again(kind: Kind) -> None:
    fields = elements(drawn(Filled(Field("why", "Why?", kind), (PAYLOAD,))), "input")
    assert [each["value"] for each in fields] == [" ".join(PAYLOAD.split())]


def test_a_text_that_begins_with_an_empty_line_keeps_it() -> None:
    assert ">\n\nfirst</textarea>" in drawn(Filled(Field("why", "Why?", "area"), ("\nfirst",)))


def test_a_moment_asks_for_day_month_year_and_time() -> None:
    moment = Filled(Field("heard_at", "When?", "moment"), ("27", "11", "2026", "14:30"))
    asked = {each["name"]: each["value"] for each in elements(drawn(moment), "input")}
    assert asked == {
        "heard_at-day": "27", "heard_at-month": "11", "heard_at-year": "2026", "heard_at-time": "14:30",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [each for each in get_args(Kind) if each != "hidden"])
def test_the_summary_of_errors_leads_to_something_that_can_be_typed_in_or_chosen(kind: Kind) -> None:
    page = drawn(Filled(Field("why", "Why?", kind, choices=CHOICES), (), "Say why"))
    found = [each for tag in ("input", "textarea", "select") for each in elements(page, tag)]
    assert [each for each in found if each["id"] == "field-why"]
    assert {each["for"] for each in elements(page, "label")} == {each["id"] for each in found}


def test_what_need_not_be_answered_says_so() -> None:
    assert "Why? (optional)" in pieces(drawn(Filled(Field("why", "Why?", optional=True))))


def test_fields_of_one_group_stand_together_under_its_heading() -> None:
    names = (("a", None), ("b", "When"), ("c", "When"), ("d", "Where"), ("e", None))
    filled = [Filled(Field(name, name, group=group)) for name, group in names]
    source = "{% from 'parts/forms.html' import fields %}{{ fields(filled) }}"
    page = look().environment.from_string(source).render(filled=filled)
    order = [each for each in pieces(page) if each in ("When", "Where", "a", "b", "c", "d", "e")]
    assert order == ["a", "When", "b", "c", "Where", "d", "e"]
    assert [each["aria-label"] for each in elements(page, "div") if each.get("role") == "group"] == ["When", "Where"]
    assert page.count("<div") == page.count("</div>")
