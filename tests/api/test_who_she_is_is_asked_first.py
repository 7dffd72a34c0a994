"""Tests that nothing is done in anybody's name before the council of the address knows her, in the right thread."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import APIRouter

from gatekeeper.api.calls import PersonCall
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.auth import Scope
from tests.api.calling import Service

DONE: list[str] = []


def careless_router() -> APIRouter:
    """An operation that never asks by itself who calls."""
    router = APIRouter(prefix="/councils/{slug}", route_class=GuardedRoute)

    @router.get("/careless", openapi_extra=needs(Scope.REQUESTS_READ))
    def careless(call: PersonCall) -> dict[str, Any]:
        DONE.append(call.slug)
        return {"slug": call.slug}

    return router


def test_an_operation_that_does_not_ask_who_calls_is_done_only_for_whom_the_council_knows(service: Service) -> None:
    DONE.clear()
    service.app.include_router(careless_router())
    stranger = service.get("/careless", "nobody-here")
    elsewhere = service.send(
        "GET", "/councils/elsewhere/careless", headers={"Authorization": f"Bearer {service.token('c1')}"}
    )
    assert (stranger.status_code, elsewhere.status_code, DONE) == (404, 404, [])
    assert service.get("/careless", "c1").json() == {"slug": "northmere"}
    assert DONE == ["northmere"]


def test_an_operation_in_the_event_loop_may_not_ask_the_register_there() -> None:
    router = APIRouter(prefix="/councils/{slug}", route_class=GuardedRoute)

    async def hasty(call: PersonCall) -> dict[str, Any]:
        return {"who": call.who.actor.person}

    with pytest.raises(ValueError, match="in the event loop"):
        router.get("/hasty", openapi_extra=needs(Scope.REQUESTS_READ))(hasty)


def test_a_token_read_before_is_refused_as_soon_as_it_is_withdrawn_or_ends(service: Service) -> None:
    token = service.token("c1", jti="the-same")
    headers = {"Authorization": f"Bearer {token}"}
    answers = [service.send("GET", "/councils/northmere/me", headers=headers).status_code for _ in range(2)]
    assert answers == [200, 200]
    until = service.issuer.clocks.day().replace(year=2100)
    service.issuer.deny_list.deny_token(service.issuer.issuer.issuer, "the-same", until)
    refused = service.send("GET", "/councils/northmere/me", headers=headers)
    assert refused.status_code == 401
    assert "withdrawn" in refused.headers["WWW-Authenticate"]
