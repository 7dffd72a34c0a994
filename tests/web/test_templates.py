"""Tests of every template's source: no mark-up from values, nothing that the strict policy of the pages would stop."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import gatekeeper.web
from gatekeeper.web.assets import STATIC
from gatekeeper.web.look import TEMPLATES
from gatekeeper.web.strings import SAID

WEB = Path(gatekeeper.web.__file__).parent
FORBIDDEN = {
    "mark-up from a value": re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b"),
    "a style of its own": re.compile(r"<style|\bstyle\s*=", re.IGNORECASE),
    "a handler of its own": re.compile(r"\son\w+\s*=", re.IGNORECASE),
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=\"\{\{ asset\()|javascript:", re.IGNORECASE),
    "another site": re.compile(r"(?:src|href|action)=\"(?:https?:)?//", re.IGNORECASE),
    "a name that is not ours": re.compile(r"gov\.uk|\bcrown\b|\bcrest\b", re.IGNORECASE),
}
PLANTED = {
    "mark-up from a value": "{{ reasons |safe }}",
    "a style of its own": '<p STYLE="color: red">',
    "a handler of its own": '<img src="/x.png"\n onload ="x()">',
    "a script of its own": "<script>go()</script>",
    "another site": '<a href="https://example.org/">',
    "a name that is not ours": "like on GOV.UK",
}


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    found = {named(path): hit[0] for path in templates() if (hit := FORBIDDEN[what].search(path.read_text("utf-8")))}
    assert templates()
    assert not found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_check_would_notice(what: str) -> None:
    assert FORBIDDEN[what].search(PLANTED[what])


def test_no_module_of_the_pages_makes_mark_up_of_a_value() -> None:
    modules = [path for path in WEB.rglob("*.py") if re.search(r"\bMarkup\b|markupsafe", path.read_text("utf-8"))]
    assert not modules


def test_every_form_that_is_sent_carries_what_forms_carry() -> None:
    form = re.compile(r"<form[^>]*method=\"post\"[^>]*>(.*?)</form>", re.DOTALL | re.IGNORECASE)
    bare = [
        named(path)
        for path in templates()
        for inside in form.findall(path.read_text("utf-8"))
        if not re.search(r"csrf|hidden|unseen", inside)
    ]
    assert not bare


def test_every_class_of_our_own_is_in_the_style_sheet() -> None:
    style = set(re.findall(r"\.(gk-[a-z_-]+)", (STATIC / "pages.css").read_text("utf-8")))
    own = re.compile(r"\bgk-[a-z_-]+")
    used = {(named(path), each) for path in templates() for each in own.findall(path.read_text("utf-8"))}
    assert used
    assert not {(name, each) for name, each in used if each not in style}


def test_every_notice_that_a_page_names_has_words() -> None:
    lacking = {
        f"{path.name}: {said}"
        for path in WEB.rglob("*.py")
        for said in _notices(ast.parse(path.read_text("utf-8")))
        if said not in SAID
    }
    assert not lacking


def _notices(tree: ast.AST) -> set[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    ours = [each for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr == "see_other"]
    given = [said for each in ours for said in (*each.args[1:], *(word.value for word in each.keywords))]
    return {said.value for said in given if isinstance(said, ast.Constant) and isinstance(said.value, str)}
