"""The settings of the pages: without a client there are none, and what is unsafe or cannot be meant is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.settings import PagesSettings, SettingsError
from gatekeeper.settings.pages import LEAST_WEB_SECRET

SECRET = "kV4mQz8tR2xWc7Lp9dYhB3nS"
RIGHT = {"GATEKEEPER_WEB_CLIENT": "gatekeeper-web", "GATEKEEPER_WEB_SECRET": SECRET}


def problems(**changes: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as error:
        PagesSettings.read(RIGHT | changes)
    return error.value.problems


def test_without_a_client_there_are_no_pages() -> None:
    assert PagesSettings.read({}) is None
    assert PagesSettings.read({"GATEKEEPER_WEB_CLIENT": " "}) is None


def test_with_a_client_a_sign_in_lasts_as_long_as_is_usual() -> None:
    found = PagesSettings.read(RIGHT)
    assert found == PagesSettings("gatekeeper-web", SECRET, 1800, 28_800, 14_400, None)
    assert len(SECRET) == LEAST_WEB_SECRET
    assert SECRET not in repr(found)


def test_the_times_and_the_looks_can_be_said(tmp_path: Path) -> None:
    themes = tmp_path / "themes.toml"
    themes.touch()
    times = {"GATEKEEPER_IDLE_SECONDS": "900", "GATEKEEPER_SESSION_SECONDS": "3600", "GATEKEEPER_FRESH_SECONDS": "600"}
    found = PagesSettings.read(RIGHT | times | {"GATEKEEPER_THEMES": str(themes)})
    assert found is not None
    assert (found.idle_seconds, found.absolute_seconds, found.fresh_seconds) == (900, 3600, 600)
    assert found.themes == themes


@pytest.mark.parametrize("secret", ["", SECRET[:-1], "a" * 64, "change-me-change-me-change-me-12345", "ab" * 30])
def test_a_weak_or_missing_secret_is_refused(secret: str) -> None:
    (told,) = problems(GATEKEEPER_WEB_SECRET=secret)
    assert told.startswith("GATEKEEPER_WEB_SECRET")
    assert not secret or secret not in told


@pytest.mark.parametrize("name", ["GATEKEEPER_IDLE_SECONDS", "GATEKEEPER_SESSION_SECONDS", "GATEKEEPER_FRESH_SECONDS"])
@pytest.mark.parametrize("said", ["0", "-1", "1e3", "soon", "299", "86401", "9" * 40, "٣٠٠٠"])
def test_a_time_that_cannot_be_meant_is_refused(name: str, said: str) -> None:
    (told,) = problems(**{name: said})
    assert told.startswith(name)


def test_a_secret_without_a_client_and_a_file_that_is_not_there_are_told() -> None:
    with pytest.raises(SettingsError, match="GATEKEEPER_WEB_CLIENT is not"):
        PagesSettings.read({"GATEKEEPER_WEB_SECRET": SECRET})
    assert "no file" in problems(GATEKEEPER_THEMES="nowhere/themes.toml")[0]
    assert "no name of a client" in problems(GATEKEEPER_WEB_CLIENT="é")[0]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(problems(GATEKEEPER_WEB_SECRET="x", GATEKEEPER_IDLE_SECONDS="x", GATEKEEPER_THEMES="x")) == 3


def test_they_can_stand_in_the_file_of_settings_which_nobody_else_may_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'web_client = "pages"\nweb_secret = "{SECRET}"\nidle_seconds = 900\n', "utf-8")
    file.chmod(0o600)
    found = PagesSettings.read({"GATEKEEPER_SETTINGS": str(file)})
    assert found is not None
    assert (found.client_id, found.idle_seconds) == ("pages", 900)
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="others may read it"):
        PagesSettings.read({"GATEKEEPER_SETTINGS": str(file)})
