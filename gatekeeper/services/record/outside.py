"""The folder outside the database in which a council's signed checkpoints and its published keys are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gatekeeper.core.audit import Checkpoint, KeyRing, read_keys, verify_checkpoint
from gatekeeper.services.record.errors import RecordRefused
from gatekeeper.services.record.files import read_json_file, read_text, replace, write_new

KEYS: Final = "keys.json"
_NOTES: Final = "*.txt"
_TEAR: Final = "keep both, and find out who could write to the database or to the folder of checkpoints"


class Outside:
    """One council's folder: ``keys.json``, and a signed note for each checkpoint, named by its size."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keys(self) -> KeyRing | None:
        """The published keys kept here, None where nothing is kept. Raises RecordRefused, PublishedKeyError."""
        path = self.folder / KEYS
        if path.exists():
            return read_keys(read_json_file(path))
        if any(self._paths()):
            why = "there are checkpoints, and no list of the keys that signed them"
            raise RecordRefused(str(path), why, "put the council's published list of keys there")
        return None

    def checkpoints(self) -> Iterator[Checkpoint]:
        """Every checkpoint, the smallest first, verified with the keys kept here. Raises RecordRefused, NoteError."""
        keys = self.keys()
        for path in self._paths() if keys else ():
            found = verify_checkpoint(read_text(path), keys).checkpoint if keys else None
            if found is None or path.name != _name(found.size):
                raise RecordRefused(str(path), "it is not the checkpoint of its name", "put the true one back")
            yield found

    def latest(self) -> Checkpoint | None:
        """The largest checkpoint, None where none was kept."""
        last = None
        for each in self.checkpoints():
            last = each
        return last

    def keep_note(self, size: int, note: str) -> bool:
        """Keep a note; False where exactly it is kept already. Raises RecordRefused where another one is."""
        path = self.path(size)
        if path.exists():
            if read_text(path) == note:
                return False
            raise RecordRefused(str(path), f"another checkpoint of {size} entries was kept before", _TEAR)
        self._make()
        write_new(path, note)
        return True

    def keep_keys(self, keys: KeyRing) -> None:
        """Keep the published list, which must continue the one kept before. Raises RecordRefused."""
        before = self.keys()
        if before == keys:
            return
        self.check_continued(keys)
        self._make()
        replace(self.folder / KEYS, json.dumps(keys.as_data(), indent=1, ensure_ascii=False) + "\n")

    def check_continued(self, keys: KeyRing) -> None:
        """Check that a list of keys holds every key kept here as it was, but for an end. Raises RecordRefused."""
        kept, now = self.keys(), {each.key: each for each in keys.keys}
        for each in kept.keys if kept else ():
            other = now.get(each.key)
            ended = other is not None and each.to_size in (None, other.to_size)
            if other is None or other.from_size != each.from_size or not ended:
                what = f"The published key {each.key.id.hex()}"
                raise RecordRefused(what, "the database does not hold it as it was published", _TEAR)

    def path(self, size: int) -> Path:
        """Where the note of a checkpoint of that size is kept."""
        return self.folder / _name(size)

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob(_NOTES))


def _name(size: int) -> str:
    return f"{size:015d}.txt"
