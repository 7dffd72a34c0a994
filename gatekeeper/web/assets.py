"""The files that browsers fetch: exactly those of the manifest, each under an address that changes with its content."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from starlette.responses import Response

from gatekeeper.doors.problems import not_there

STATIC: Final = Path(__file__).resolve().parent / "static"
MANIFEST: Final = "MANIFEST.toml"
CACHED: Final = "public, max-age=31536000, immutable"
"""For a year: an address never serves another content."""
_DIGITS: Final = 16


class AssetsDamaged(RuntimeError):
    """A file is missing, or is not the one that the manifest names."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its name, its address, what it holds and of what kind that is (a media type)."""

    name: str
    url: str
    body: bytes
    content_type: str
    sha256: str


def load_assets(folder: Path = STATIC) -> Mapping[str, Asset]:
    """The files of the manifest in that folder, by name.

    All stand under one prefix made of all their hashes, so that a script finds the one it imports beside itself.
    Raises AssetsDamaged.
    """
    entries = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    every = "\n".join(f"{name} {entries[name]['sha256']}" for name in sorted(entries))
    digest = hashlib.sha256(every.encode()).hexdigest()[:_DIGITS]
    return MappingProxyType({name: _asset(folder, name, entry, digest) for name, entry in entries.items()})


@cache
def assets() -> Mapping[str, Asset]:
    """The files of this program, read once."""
    return load_assets()


def asset(name: str) -> str:
    """The address of the file of that name. Raises KeyError where the manifest names none: a page's own mistake."""
    return assets()[name].url


def static_file(digest: str, name: str) -> Response:
    """The file at that address. Raises Problem (404) for every other: nothing is looked up on the disk."""
    found = assets().get(name)
    if found is None or found.url != f"/static/{digest}/{name}":
        raise not_there()
    return Response(found.body, headers={"Content-Type": found.content_type, "Cache-Control": CACHED})


def _asset(folder: Path, name: str, entry: Mapping[str, str], digest: str) -> Asset:
    try:
        body = (folder / name).read_bytes()
    except OSError as error:
        raise AssetsDamaged(f"The file {name} of the pages is missing. Install gatekeeper again.") from error
    found = hashlib.sha256(body).hexdigest()
    if found != entry["sha256"]:
        raise AssetsDamaged(
            f"The file {name} of the pages is not the one that {MANIFEST} names (SHA-256 {found}). Install gatekeeper "
            "again; where it was changed on purpose, run `python3 dev.py vendor accept`."
        )
    return Asset(name, f"/static/{digest}/{name}", body, entry["type"], found)
