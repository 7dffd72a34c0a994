"""Tests of where the program finds the law's files, installed and in a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.locate import DataFolderMissing, locate, locate_beside


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An empty package folder in a folder that is not a checkout."""
    package = tmp_path / "gatekeeper"
    package.mkdir()
    return package


@pytest.mark.parametrize("name", ["models", "policies"])
def test_this_checkout_holds_the_models_and_the_policies(project: Path, name: str) -> None:
    assert locate(name) == project / name
    assert any(locate(name).iterdir())


def test_an_installed_program_finds_the_folder_that_it_carries(package: Path) -> None:
    carried = package / "_data" / "models"
    carried.mkdir(parents=True)
    assert locate_beside(package, "models") == carried


def test_a_checkout_finds_the_folder_at_its_top(package: Path) -> None:
    (package.parent / "pyproject.toml").touch()
    (package.parent / "models").mkdir()
    assert locate_beside(package, "models") == package.parent / "models"


def test_the_folder_that_an_installed_program_carries_comes_before_one_beside_it(package: Path) -> None:
    (package.parent / "pyproject.toml").touch()
    (package.parent / "models").mkdir()
    (package / "_data" / "models").mkdir(parents=True)
    assert locate_beside(package, "models") == package / "_data" / "models"


def test_an_installed_program_never_reads_rules_from_a_stranger_s_folder(package: Path) -> None:
    (package.parent / "policies").mkdir()
    with pytest.raises(DataFolderMissing):
        locate_beside(package, "policies")


def test_a_missing_folder_is_named_with_where_it_was_looked_for_and_what_to_do(package: Path) -> None:
    with pytest.raises(DataFolderMissing, match=r"(?s)'policies' is missing.*_data.*Install gatekeeper again"):
        locate_beside(package, "policies")


@pytest.mark.parametrize("name", ["", "..", "models/england", "/", "a b"])
def test_what_is_not_one_plain_folder_name_is_refused(package: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a data folder"):
        locate_beside(package, name)
