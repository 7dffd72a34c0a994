"""Loads the demo's councils into the database: each set up once, its register imported as from today."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from gatekeeper.demo.councils import COUNCILS
from gatekeeper.demo.folders import folder
from gatekeeper.documents.store import Store
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.importing import import_folder
from gatekeeper.services.record.councils import CouncilEntry, add_council, list_councils
from gatekeeper.storage.types import Engine


def load(engine: Engine, files: Path, today: date, slugs: Iterable[str] = ()) -> tuple[CouncilEntry, ...]:
    """Set up and import these councils (all, if none is named), leaving alone those that are there; all of the demo's.

    ``files`` is the folder in which the documents' files are kept.
    """
    wanted = tuple(slugs) or tuple(each.slug for each in COUNCILS)
    there = {each.slug for each in list_councils(engine)}
    for slug in wanted:
        if slug not in there:
            _load(engine, Store(files), slug, today)
    return tuple(each for each in list_councils(engine) if each.slug in wanted)


def _load(engine: Engine, store: Store, slug: str, today: date) -> None:
    council = add_council(engine, slug)
    with tempfile.TemporaryDirectory() as into:
        import_folder(engine, council.id, folder(slug, today, Path(into)), SYSTEM, dry_run=False, store=store)
