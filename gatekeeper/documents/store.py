"""The store of files: each has a random name, is on the disk before anything refers to it, and is checked when read."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from gatekeeper.documents.arrival import MOST_BYTES, FileRefused, arriving, blocks, checked

_NAME: Final = re.compile("[0-9a-f]{32}")
_COMING: Final = ".coming"
_ARRIVING: Final = "arriving"
_SWEPT: Final = "swept"
_ONLY_OWNER: Final = 0o700
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class FileDamaged(RuntimeError):
    """A kept file is missing, or no longer what was kept. Nothing of it is given out."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the store: its random name there, hash (SHA-256 in hex), size in bytes, and media type."""

    kept_as: str
    sha256: str
    size: int
    media_type: str


class Store:
    """The files kept in one folder. What a file was called when it came is never a name here."""

    def __init__(self, root: Path, most: int = MOST_BYTES) -> None:
        """Keep files of at most ``most`` bytes in that folder, which is made where it is not there."""
        self.root, self.most = root, most
        root.mkdir(mode=_ONLY_OWNER, parents=True, exist_ok=True)

    def keep(self, source: bytes | Path) -> KeptFile:
        """Keep a file; once this returns, it is on the disk. Raises FileRefused where it may not be kept."""
        if isinstance(source, bytes):
            kind, expected, parts = checked(source, self.most), hashlib.sha256(source).hexdigest(), iter((source,))
        else:
            arrival = arriving(source, self.most)
            kind, expected, parts = arrival.media_type, arrival.sha256, blocks(source)
        kept_as = secrets.token_hex(16)
        size = self._write(kept_as, parts, expected)
        return KeptFile(kept_as, expected, size, kind)

    def read(self, kept_as: str, sha256: str) -> bytes:
        """The bytes of a kept file. Raises FileDamaged where they are not those of that hash, or are not there."""
        try:
            data = self._place(kept_as).read_bytes()
        except OSError:
            raise FileDamaged(f"the file {kept_as} is missing from the store; restore it from the backup") from None
        if not secrets.compare_digest(hashlib.sha256(data).hexdigest(), sha256.lower()):
            raise FileDamaged(f"the file {kept_as} is not what was kept; restore it from the backup")
        return data

    def blocks(self, kept_as: str, sha256: str) -> Iterator[bytes]:
        """The same a block at a time. Only once it has ended without FileDamaged may anything of it be used."""
        digest = hashlib.sha256()
        try:
            for block in blocks(self._place(kept_as)):
                digest.update(block)
                yield block
        except OSError:
            raise FileDamaged(f"the file {kept_as} is missing from the store; restore it from the backup") from None
        if not secrets.compare_digest(digest.hexdigest(), sha256.lower()):
            raise FileDamaged(f"the file {kept_as} is not what was kept; restore it from the backup")

    def lies(self, kept_as: str, sha256: str) -> bool:
        """Whether the file of that name is there, and is what was kept. All of it is read."""
        try:
            for _ in self.blocks(kept_as, sha256):
                pass
        except FileDamaged:
            return False
        return True

    @contextmanager
    def arriving(self) -> Iterator[Path]:
        """A new empty file beside the kept ones for a file that is on its way in; it is gone afterwards."""
        folder = self.root / _ARRIVING
        folder.mkdir(mode=_ONLY_OWNER, exist_ok=True)
        path = folder / secrets.token_hex(16)
        try:
            os.close(os.open(path, _FLAGS, 0o600))
            yield path
        finally:
            path.unlink(missing_ok=True)

    def left_behind(self, before: datetime) -> int:
        """Delete what never arrived whole and came before an instant, left by a stopped process; how many."""
        return _delete(self.root.glob(f"{_ARRIVING}/*"), before)

    def orphans(self, known: Collection[str], before: datetime) -> tuple[str, ...]:
        """The names of files that no row names (``known``) and that came before an instant, such as an hour ago.

        Files that have only just come are left out: their row may be about to be written.
        """
        known = frozenset(known)
        return tuple(
            path.name
            for path in sorted(self.root.glob("??/*"))
            if path.name not in known and path.stat().st_mtime < before.timestamp()
        )

    def set_aside(self, names: Iterable[str]) -> None:
        """Move files that nothing refers to into the folder of those swept, where they lie for a while."""
        folder = self.root / _SWEPT
        folder.mkdir(mode=_ONLY_OWNER, exist_ok=True)
        for name in names:
            with suppress(FileNotFoundError):
                aside = self._place(name).rename(folder / name)
                os.utime(aside)

    def bring_back(self, names: Iterable[str]) -> tuple[str, ...]:
        """Move files that were set aside, and that something refers to after all, back to their places; their names."""
        back = tuple(name for name in names if (self.root / _SWEPT / name).is_file())
        for name in back:
            place = self._place(name)
            place.parent.mkdir(mode=_ONLY_OWNER, exist_ok=True)
            (self.root / _SWEPT / name).rename(place)
        return back

    def forget(self, before: datetime) -> int:
        """Delete the files that were set aside before an instant; how many."""
        return _delete(self.root.glob(f"{_SWEPT}/*"), before)

    def discard(self, names: Iterable[str]) -> None:
        """Delete files that nothing refers to. One that is gone already is no error."""
        for name in names:
            self._place(name).unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name.removesuffix(_COMING)):
            raise FileDamaged(f"{name!r} is no name that the store gives; correct the row that holds it")
        return self.root / name[:2] / name

    def _write(self, kept_as: str, parts: Iterable[bytes], expected: str) -> int:
        """Write beside its place, make sure that it is on the disk, and only then give it its name."""
        place, coming = self._place(kept_as), self._place(kept_as + _COMING)
        place.parent.mkdir(mode=_ONLY_OWNER, exist_ok=True)
        try:
            size = _written(coming, parts, expected)
            coming.rename(place)
        except BaseException:
            coming.unlink(missing_ok=True)
            raise
        for folder in (place.parent, self.root):
            _settle(folder)
        return size


def _delete(paths: Iterable[Path], before: datetime) -> int:
    old = [path for path in paths if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _written(path: Path, parts: Iterable[bytes], expected: str) -> int:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, _FLAGS, 0o600), "wb") as target:
        for part in parts:
            digest.update(part)
            size += target.write(part)
        target.flush()
        os.fsync(target.fileno())
    if digest.hexdigest() != expected:
        raise FileRefused("the file changed while it was being kept", "wait until it is complete, and keep it again")
    return size


def _settle(folder: Path) -> None:
    """See to it that a name given in a folder outlasts a loss of power; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
