"""Makes the committed style sheet and script of the pages again from their sources, and compares what it made.

Needs npm, and the packages that package-lock.json pins by their hashes; the service itself needs none of it.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final, NoReturn

SOURCES: Final = Path(__file__).resolve().parent
STATIC: Final = SOURCES.parent / "static"
MANIFEST: Final = "MANIFEST.toml"
SCRIPT: Final = "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js"
_STYLE: Final = ("--no-source-map", "--no-charset", "--style=compressed", "--load-path=node_modules")


def main(arguments: list[str]) -> None:
    """Make the files in a work folder; keep them with ``accept``, otherwise only say whether they are the same."""
    if len(arguments) not in (1, 2) or arguments[1:] not in ([], ["accept"]):
        _stop("say `WORK_FOLDER`, or `WORK_FOLDER accept` to keep what was made.", code=2)
    made = make(Path(arguments[0]))
    if arguments[1:]:
        keep(made)
    elif different := [name for name, body in made.items() if digest(body) != recorded()[name]]:
        _stop(
            f"{', '.join(different)} came out otherwise than MANIFEST.toml says. Where a source was changed on "
            "purpose, look at the difference and keep it: python3 dev.py vendor accept"
        )


def make(work: Path) -> dict[str, bytes]:
    """The files made from the pinned packages, by name."""
    work.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(SOURCES / name, work / name)
    _run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=optional", "--loglevel=error")
    _run(work, "node", "node_modules/sass/sass.js", *_STYLE, str(SOURCES / "scss" / "pages.scss"), "pages.css")
    return {"pages.css": (work / "pages.css").read_bytes(), "govuk-frontend.min.js": (work / SCRIPT).read_bytes()}


def keep(made: dict[str, bytes], static: Path = STATIC) -> None:
    """Write the files beside our own script, and every file's hash into the manifest."""
    for name, body in made.items():
        (static / name).write_bytes(body)
    text = (static / MANIFEST).read_text(encoding="utf-8")
    for name, was in recorded(static).items():
        text = text.replace(was, digest((static / name).read_bytes()))
    (static / MANIFEST).write_text(text, encoding="utf-8")


def recorded(static: Path = STATIC) -> dict[str, str]:
    """The SHA-256 in the manifest, by file name."""
    files = tomllib.loads((static / MANIFEST).read_text(encoding="utf-8"))["files"]
    return {name: entry["sha256"] for name, entry in files.items()}


def digest(body: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


def _run(work: Path, *command: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        _stop(f"{command[0]} is missing: install Node.js with npm, then run `python3 dev.py vendor` again.")
    if code := subprocess.run([program, *command[1:]], cwd=work, check=False).returncode:
        _stop(f"`{command[0]}` failed with code {code}.")


def _stop(message: str, code: int = 1) -> NoReturn:
    sys.stderr.write(f"vendor: {message}\n")
    raise SystemExit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
