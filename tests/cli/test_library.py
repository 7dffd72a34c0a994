"""The library at the command line: what is open to her, what opens soon, and why somebody has none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Commands

HERE = ("--council", "wexbridge")


@pytest.mark.slow
def test_the_library_is_told_with_the_route_and_the_pages(demo_home: Path, commands: Commands) -> None:
    assert (demo_home / "gatekeeper.db").exists()
    out = commands.done("library", "--as", "harkaway", *HERE)
    assert "Lease of the Wharfside Leisure Centre" in out
    assert "open: wharfside-lease-open, pages 1-4, by s100f" in out
    assert "Local Government Act 1972 s.100F: inspect at all reasonable hours" in out
    found = commands.done("library", "--as", "harkaway", *HERE, "--search", "wharfside lease", "--limit", "1")
    assert "Lease of the Wharfside Leisure Centre" in found
    data = json.loads(commands.done("library", "--as", "harkaway", *HERE, "--limit", "1", "--format", "json"))
    assert [each["passages"][0]["opened_by"] for each in data["items"]] == [["s100f"]]
    assert "Nothing is open" in commands.done("library", "--as", "harkaway", *HERE, "--search", "nonsensical")
    assert "You are not in office" in commands.done("library", "--as", "monitoring-officer", *HERE)
