"""Tests of settings in a file: the environment wins, and each mistake is one clear sentence and no secret (R196)."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.settings import ApiSettings, Settings, SettingsError
from tests.cli.running import Commands, environment

RIGHT = """
issuer = "https://id.council.example"
public_address = "https://gatekeeper.council.example"
secret = "Kz81-qpLw02-uuTr55-vbNm93-eeXa77-w"
programs = ["importer", "report"]
listen = "127.0.0.1:8100"
database_url = "postgresql://app@db.council.example/gatekeeper"
"""


def written(folder: Path, text: str, mode: int = 0o600) -> dict[str, str]:
    """An environment that names a file of settings."""
    path = folder / "gatekeeper.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return {"GATEKEEPER_SETTINGS": str(path)}


def test_a_file_says_what_the_environment_would_say(tmp_path: Path) -> None:
    environ = written(tmp_path, RIGHT)
    said = ApiSettings.read(environ)
    assert (said.issuer, said.port, said.development) == ("https://id.council.example", 8100, False)
    assert said.programs == {"importer", "report"}
    assert Settings.read(environ).database_url == "postgresql+psycopg://app@db.council.example/gatekeeper"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    environ = written(tmp_path, RIGHT) | {"GATEKEEPER_LISTEN": "127.0.0.1:8200", "DATABASE_URL": "sqlite:///here.db"}
    assert ApiSettings.read(environ).port == 8200
    assert Settings.read(environ).database_url == "sqlite:///here.db"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RIGHT.replace("issuer", "isuer"), "has the setting 'isuer', which there is not"),
        (RIGHT + "development = 1", "has for development something that is not true or false"),
        (RIGHT.replace('["importer", "report"]', '"importer"'), "has for programs something that is not a list"),
        (RIGHT.replace('"report"]', "3]"), "has for programs something that is not a list"),
        ("secret = Kz81-qpLw02", "cannot be read as TOML at line 1"),
    ],
    ids=["unknown name", "no yes or no", "no list", "no list of texts", "no TOML"],
)
def test_each_mistake_in_the_file_is_told_in_one_sentence_without_the_secret(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        ApiSettings.read(written(tmp_path, text))
    (told,) = refused.value.problems
    assert says in told
    assert "Kz81" not in told


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_a_file_with_a_secret_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(SettingsError, match="holds a secret and others may read it"):
        Settings.read(written(tmp_path, RIGHT, mode))


def test_a_file_without_a_secret_may_be_read_by_all(tmp_path: Path) -> None:
    environ = written(tmp_path, 'listen = "127.0.0.1:8100"', 0o644) | {"GATEKEEPER_HOME": str(tmp_path)}
    assert Settings.read(environ).home == tmp_path


@pytest.mark.parametrize("there", [True, False], ids=["a folder", "nothing"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, there: bool) -> None:
    path = tmp_path if there else tmp_path / "not-there.toml"
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.read({"GATEKEEPER_SETTINGS": str(path)})


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("issuer", "https://127.0.0.1:9000", "GATEKEEPER_ISSUER is an address of this machine alone"),
        ("issuer", "http://127.0.0.1:9000", "GATEKEEPER_ISSUER must begin with https"),
        ("public_address", "https://localhost", "GATEKEEPER_PUBLIC_ADDRESS is an address of this machine alone"),
        ("secret", "change-me-change-me-change-me-1234", "GATEKEEPER_SECRET is missing or too weak"),
        ("secret", "abababababababababababababababababab", "GATEKEEPER_SECRET is missing or too weak"),
    ],
)
def test_what_is_unsafe_in_service_is_refused(tmp_path: Path, name: str, value: str, says: str) -> None:
    lines = [line for line in RIGHT.splitlines() if not line.startswith(name)]
    with pytest.raises(SettingsError) as refused:
        ApiSettings.read(written(tmp_path, "\n".join([*lines, f'{name} = "{value}"'])))
    (told,) = refused.value.problems
    assert told.startswith(says)
    assert value not in told


def test_serving_with_wrong_settings_ends_with_one_sentence_and_an_exit_code(
    commands: Commands, tmp_path: Path
) -> None:
    with environment(written(tmp_path, RIGHT.replace("https://id", "http://id"))):
        code, out, error = commands.run("serve")
    assert (code, out) == (2, "")
    assert error.count("\n") == 1
    assert error.startswith("GATEKEEPER_ISSUER must begin with https://")
