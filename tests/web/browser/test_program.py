"""The tests of the pages find a Chromium, or say in one line how to get one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.browser.program import NAMED_BY, NAMES, NoChromium, chromium_program, may_install


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs, empty as yet."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def put(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("name", NAMES)
def test_a_chromium_on_path_is_found_by_each_of_its_names(programs: Path, name: str) -> None:
    there = put(programs, name)
    assert chromium_program({"PATH": str(programs)}) == there


def test_the_one_that_is_named_goes_before_the_one_on_path(programs: Path, tmp_path: Path) -> None:
    put(programs, "chromium")
    own = put(tmp_path, "my-browser")
    assert chromium_program({"PATH": str(programs), NAMED_BY: own}) == own


def test_where_there_is_none_one_line_says_how_to_get_one(programs: Path) -> None:
    with pytest.raises(NoChromium) as missing:
        chromium_program({"PATH": str(programs)})
    assert "apt-get install chromium" in str(missing.value)
    assert "\n" not in str(missing.value)


def test_one_that_is_named_and_is_not_there_is_never_replaced_by_another(programs: Path) -> None:
    put(programs, "chromium")
    with pytest.raises(NoChromium, match="no-such-browser"):
        chromium_program({"PATH": str(programs), NAMED_BY: str(programs / "no-such-browser")})


def test_it_is_installed_by_root_alone_where_apt_is_and_none_is_named(programs: Path) -> None:
    assert not may_install({"PATH": str(programs)}, root=True)
    put(programs, "apt-get")
    assert may_install({"PATH": str(programs)}, root=True)
    assert not may_install({"PATH": str(programs)}, root=False)
    assert not may_install({"PATH": str(programs), NAMED_BY: "elsewhere"}, root=True)
