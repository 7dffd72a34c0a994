"""Tests that browsers get exactly the files of the manifest, and that nothing borrowed is in them that is not ours."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from gatekeeper.doors.problems import Problem
from gatekeeper.web.assets import MANIFEST, STATIC, AssetsDamaged, asset, assets, load_assets, static_file
from gatekeeper.web.vendor.recipe import SOURCES, keep, recorded

LONGEST_SCRIPT = 200


def style() -> str:
    return (STATIC / "pages.css").read_text(encoding="utf-8")


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(STATIC, folder / "static"))


def test_every_file_is_the_one_that_the_manifest_names() -> None:
    entries = tomllib.loads((STATIC / MANIFEST).read_text(encoding="utf-8"))["files"]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in STATIC.iterdir()}
    del found[MANIFEST]
    assert found == {name: entry["sha256"] for name, entry in entries.items()}


def test_a_file_is_served_for_ever_at_its_own_address() -> None:
    for name, each in assets().items():
        digest = each.url.split("/")[2]
        answer = static_file(digest, name)
        assert answer.body == (STATIC / name).read_bytes()
        assert answer.headers["content-type"] == each.content_type
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert asset(name) == f"/static/{digest}/{name}"


@pytest.mark.parametrize(
    "name",
    ["MANIFEST.toml", "../assets.py", "..", "", "%2e%2e/assets.py", "pages.css/", "PAGES.CSS", "pages.css\0", "/x"],
)
def test_nothing_else_is_served(name: str) -> None:
    digest = asset("pages.css").split("/")[2]
    with pytest.raises(Problem) as refused:
        static_file(digest, name)
    assert refused.value.status == 404


@pytest.mark.parametrize("digest", ["", "0" * 16, "..", "theme"])
def test_an_address_of_another_content_serves_nothing(digest: str) -> None:
    with pytest.raises(Problem):
        static_file(digest, "pages.css")


def test_another_content_has_another_address(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = load_assets(folder)["pages.css"].url
    (folder / "pages.js").write_bytes(b"// other")
    manifest = folder / MANIFEST
    other = hashlib.sha256(b"// other").hexdigest()
    text = manifest.read_text(encoding="utf-8").replace(assets()["pages.js"].sha256, other)
    manifest.write_text(text, encoding="utf-8")
    assert load_assets(folder)["pages.css"].url != before


def test_a_changed_or_missing_file_stops_the_pages_from_being_served(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "pages.css").write_text("body { display: none }", encoding="utf-8")
    with pytest.raises(AssetsDamaged, match=r"pages\.css .* is not the one"):
        load_assets(folder)
    (folder / "pages.css").unlink()
    with pytest.raises(AssetsDamaged, match=r"pages\.css .* is missing"):
        load_assets(folder)


@pytest.mark.parametrize("word", ["transport", "gov.uk", "crown", "crest", "@font-face", "url(", "@import"])
def test_the_style_sheet_borrows_no_face_no_crown_and_no_picture(word: str) -> None:
    assert word not in style().lower()


def test_letters_are_in_a_face_that_every_computer_has() -> None:
    faces = set(re.findall(r"font-family:([^;}]+)", style()))
    assert faces
    assert all(face.startswith(("system-ui,", "ui-monospace,", "sans-serif", "inherit", "monospace")) for face in faces)


def test_our_own_script_is_short_and_imports_only_what_is_served_beside_it() -> None:
    script = (STATIC / "pages.js").read_text(encoding="utf-8")
    assert len(script.splitlines()) < LONGEST_SCRIPT
    assert set(re.findall(r"from '\./([^']+)'", script)) == {"govuk-frontend.min.js"} <= set(assets())
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|https?:", script)


def test_the_sources_are_pinned_by_their_hashes_and_name_no_address() -> None:
    wanted = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(each.get("integrity", "").startswith("sha512-") for path, each in locked.items() if path)
    assert not [path for path, each in locked.items() if "resolved" in each]


def test_the_manifest_tells_the_versions_that_the_sources_pin() -> None:
    wanted = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))["dependencies"]
    entries = tomllib.loads((STATIC / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert f"govuk-frontend {wanted['govuk-frontend']}" in entries["pages.css"]["from"]
    assert f"sass {wanted['sass']}" in entries["pages.css"]["from"]
    assert f"govuk-frontend {wanted['govuk-frontend']}" in entries["govuk-frontend.min.js"]["from"]


def test_the_licence_of_what_is_borrowed_goes_with_it() -> None:
    licence = (STATIC / "LICENCE-govuk-frontend.txt").read_text(encoding="utf-8")
    assert licence.startswith("The MIT License (MIT)")
    assert "shall be included in all\ncopies" in licence


def test_keeping_what_was_made_tells_its_hash_in_the_manifest(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    keep({"pages.css": b"body {}"}, folder)
    assert recorded(folder) == {**recorded(), "pages.css": hashlib.sha256(b"body {}").hexdigest()}
    assert load_assets(folder)["pages.css"].body == b"body {}"
