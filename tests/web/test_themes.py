"""Tests that a council's look is taken only where everybody can read it, and that a mistake in it is told plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.web.themes import NEEDED, NEUTRAL, Theme, ThemeError, contrast, read_themes, theme_css, themes_of

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
GOOD = {"name": "Wexbridge Council", "short": "Wexbridge", "header": "#5b1a5e", "link": "#1a4fa6"}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4)],
)
def test_contrast_is_reckoned_as_the_accessibility_guidelines_say(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_a_look_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "looks.toml"
    file.write_text('[wexbridge]\nname = "Wexbridge Council"\nheader = "#5B1A5E"\n', encoding="utf-8")
    assert read_themes(file) == {
        "wexbridge": Theme("Wexbridge Council", "Wexbridge Council", "#5b1a5e", NEUTRAL.link),
    }


@given(header=COLOURS, link=COLOURS)
def test_no_look_that_is_taken_is_hard_to_read(header: str, link: str) -> None:
    readable = contrast(header, "#ffffff") >= NEEDED and contrast(link, "#f3f4f5") >= NEEDED
    if readable:
        taken = themes_of({"wexbridge": {**GOOD, "header": header, "link": link}})["wexbridge"]
        assert (taken.header, taken.link) == (header, link)
    else:
        with pytest.raises(ThemeError, match=r"wexbridge.*What to do: choose a darker"):
            themes_of({"wexbridge": {**GOOD, "header": header, "link": link}})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"header": "red"}, r"header = 'red' is no colour\. What to do: write it as six hex digits"),
        ({"header": "#fff"}, "is no colour"),
        ({"header": "#2b3a4a; } body { display: none"}, "is no colour"),
        ({"link": 7}, "link = 7 is no colour"),
        ({"name": ""}, "name is no name"),
        ({"name": "x" * 81}, "name is no name"),
        ({"name": "two\nlines"}, "name is no name"),
        ({"short": None}, "short is no name"),
        ({"font": "fancy"}, "nobody knows what font means"),
    ],
    ids=lambda each: str(each)[:24],
)
def test_what_is_no_look_is_refused_with_the_council_and_what_to_do(change: dict[str, object], says: str) -> None:
    with pytest.raises(ThemeError, match=rf"'wexbridge'.*{says}"):
        themes_of({"wexbridge": {**GOOD, **change}})


@pytest.mark.parametrize("slug", ["Wexbridge", "wex/../bridge", "", "wex bridge"])
def test_what_cannot_be_a_council_in_an_address_has_no_look(slug: str) -> None:
    with pytest.raises(ThemeError, match="no council's name in an address"):
        themes_of({slug: GOOD})


def test_a_file_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"looks\.toml cannot be read"):
        read_themes(tmp_path / "looks.toml")
    (tmp_path / "looks.toml").write_text("[wexbridge", encoding="utf-8")
    with pytest.raises(ThemeError, match=r"looks\.toml cannot be read"):
        read_themes(tmp_path / "looks.toml")


@given(header=COLOURS, link=COLOURS)
def test_the_style_sheet_of_a_look_sets_variables_alone(header: str, link: str) -> None:
    lines = theme_css(Theme("</style>{}", "x", header, link)).splitlines()
    assert (lines[0], lines[-1]) == (":root {", "}")
    assert all(line.startswith("  --") and line.endswith(";") for line in lines[1:-1])
    assert f"  --gk-header: {header};" in lines
    assert f"  --govuk-link-colour: {link};" in lines


def test_the_look_of_a_council_that_chose_none_can_be_read() -> None:
    assert contrast(NEUTRAL.header, "#ffffff") >= NEEDED
    assert contrast(NEUTRAL.link, "#f3f4f5") >= NEEDED
