"""Things that are slow to make, made once for all processes of one run of the tests that go on side by side."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def folder_of_run(run: str) -> Path:
    """Where the processes of the run with that name keep what they share; whoever began the run removes it."""
    return Path(tempfile.gettempdir()) / f"gatekeeper-run-{run}"


def made_once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """What ``make`` puts at a path in the folder: by the first process that asks, while the others wait for it.

    What was only begun, since its making failed, is made anew. To be copied, never used: it is everybody's.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    made, finished = folder / name, folder / f"{name}.finished"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            if made.exists():
                shutil.rmtree(made)
            make(made)
            finished.touch()
    return made
