"""The Chromium in which the pages are tested: finds it on this machine, and installs Debian's own where it may.

`python -m tests.web.browser.program` is what `make test` runs first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

NAMED_BY: Final = "GATEKEEPER_CHROMIUM"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIETLY: Final = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
_HOW: Final = f"install it (Debian: sudo apt-get install chromium), or name one: {NAMED_BY}=PATH make test"


class NoChromium(Exception):
    """There is no Chromium here, and why; the text says what to do."""


def chromium_program(environ: Mapping[str, str] = os.environ) -> str:
    """The path of the Chromium or Chrome to run: the one that is named, or the first on PATH. Raises NoChromium."""
    named, path = environ.get(NAMED_BY), environ.get("PATH", os.defpath)
    for name in [named] if named else NAMES:
        if found := shutil.which(name, path=path):
            return found
    missing = f"{named!r} ({NAMED_BY}) cannot be run" if named else "there is no Chromium on PATH"
    raise NoChromium(f"{missing}, and the tests of the pages need one: {_HOW}")


def may_install(environ: Mapping[str, str] = os.environ, *, root: bool) -> bool:
    """Whether Chromium may be installed without asking: by root, where apt-get is, and where none is named."""
    return root and not environ.get(NAMED_BY) and bool(shutil.which("apt-get", path=environ.get("PATH", os.defpath)))


def ensure() -> None:
    """Install Debian's Chromium where there is none and this may be done. Raises NoChromium."""
    try:
        chromium_program()
    except NoChromium:
        if not may_install(root=hasattr(os, "geteuid") and os.geteuid() == 0):
            raise
        for does in (("update",), ("install", "--yes", "--no-install-recommends", "chromium")):
            _apt(*does)
        chromium_program()


def _apt(*does: str) -> None:
    if subprocess.run((*_QUIETLY, *does), check=False).returncode:
        raise NoChromium(f"apt-get could not {does[0]}, and the tests of the pages need Chromium: {_HOW}")


if __name__ == "__main__":
    try:
        ensure()
    except NoChromium as missing:
        sys.exit(str(missing))
