"""What anybody may call without a token: whether the service lives and is ready, and where a token is to be had."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from gatekeeper.api.place import Place
from gatekeeper.api.schemas import Health, Readiness
from gatekeeper.auth import resource_metadata

OPEN: Final = frozenset({"/health", "/ready", "/.well-known/oauth-protected-resource"})
"""Every operation that takes no token."""

router = APIRouter(tags=["open to all"])
"""None of it waits for a worker thread: however many calls are at work, it is answered at once."""


@router.get("/health")
async def health() -> Health:
    """The program runs. It says nothing of what it depends on."""
    return Health(alive=True)


@router.get("/ready", responses={503: {"model": Readiness}})
async def ready(http_request: Request, response: Response) -> Readiness:
    """Whether calls can be answered now: the database answers and takes changes, and the issuer's keys are at hand."""
    place: Place = http_request.app.state.place
    database = place.database if place.watch else await run_in_threadpool(lambda: place.database)
    keys = place.keys().state
    found = database == "answers" and keys != "unavailable"
    response.status_code = 200 if found else 503
    return Readiness(ready=found, database=database, issuer=keys)


@router.get("/.well-known/oauth-protected-resource")
async def metadata(http_request: Request) -> dict[str, Any]:
    """Where a token for this service is to be had (RFC 9728)."""
    place: Place = http_request.app.state.place
    return resource_metadata(place.resource, place.issuer)


def metadata_path(place: Place) -> str:
    """The path at which clients look for that description: with the path of the service's own address behind it."""
    return urlsplit(place.metadata_address).path
