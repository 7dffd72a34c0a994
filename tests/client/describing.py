"""The description of the API, made without a database or an issuer: it tells of forms and operations alone."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from gatekeeper.api import Cursors, Place, create_app
from gatekeeper.auth import IssuerSettings, KeySource, MemoryDenyList, TokenReader, issuer_client
from gatekeeper.services.door import utc_now
from gatekeeper.services.files import Files
from gatekeeper.storage.engine import open_engine

_HERE = "https://gatekeeper.council.example"


@cache
def description() -> dict[str, Any]:
    """The description (OpenAPI 3.1) of every operation."""
    issuer = IssuerSettings(issuer="https://id.council.example", audience=_HERE)
    with tempfile.TemporaryDirectory() as folder, issuer_client() as client:
        keys = KeySource(issuer, client)
        place = Place(
            engine=open_engine(f"sqlite:///{Path(folder) / 'none.db'}"),
            reader=TokenReader(issuer, keys, utc_now, MemoryDenyList(utc_now)),
            keys=keys.health,
            issuer=issuer,
            resource=_HERE,
            cursors=Cursors("a secret of the tests alone, of no use"),
            checkpoints=Path(folder),
            files=Files.at(Path(folder) / "files"),
        )
        return create_app(place).openapi()
