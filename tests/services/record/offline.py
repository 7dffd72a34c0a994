"""Takes evidence out of a council's record for the tests, and checks it as a stranger would: in another process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from gatekeeper.services.record.checkpointing import published_keys, take_checkpoint
from gatekeeper.services.record.files import write_json
from gatekeeper.services.record.key_files import KeyFolder
from gatekeeper.services.record.outside import Outside
from tests.services.worlds import World

INDEPENDENT = Path(__file__).with_name("independent_verifier.py")
ROOT = Path(__file__).resolve().parents[3]
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from gatekeeper.cli import main; main()"


def signed(world: World, outside: Outside, keys: KeyFolder) -> None:
    """Sign the council's record as it stands."""
    take_checkpoint(world.engine, world.council_id, outside, keys, clock=world.clock)


def kept(folder: Path, world: World, data: dict[str, object], name: str = "evidence") -> tuple[Path, Path]:
    """The evidence and the published keys in two files."""
    file, keys = folder / f"{name}.json", folder / f"{name}-keys.json"
    write_json(file, data)
    write_json(keys, published_keys(world.engine, world.council_id).as_data())
    return file, keys


def elsewhere(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python elsewhere, with an environment that names no database and no settings."""
    return subprocess.run(
        [sys.executable, "-I", *command], cwd=folder, env={}, capture_output=True, text=True, check=False
    )


def program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program's own command line elsewhere."""
    return elsewhere(folder, "-c", START, str(ROOT), *arguments)


def independently(folder: Path, file: Path, keys: Path) -> list[int]:
    """The numbers of the entries that the independent verifier proved."""
    done = elsewhere(folder, str(INDEPENDENT), str(file), str(keys))
    assert done.returncode == 0, done.stderr
    numbers: list[int] = json.loads(done.stdout)
    return numbers
