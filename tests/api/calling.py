"""Calls the API in tests as a person or a program does: over HTTP, with real signed tokens, on a little council."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from gatekeeper.api import Api, Cursors, Place, create_app
from gatekeeper.auth import Scope
from gatekeeper.services.files import Files
from gatekeeper.storage import tables
from gatekeeper.storage.register import Register, content
from tests.auth.signers import AUDIENCE
from tests.auth.world import World as Issuer
from tests.services.worlds import World

EVERY = " ".join(Scope)
COUNCIL = "/councils/northmere"


@dataclass
class Service:
    """The API over one little council and an issuer that runs."""

    app: Api
    world: World
    issuer: Issuer

    def token(self, who: str = "c1", **claims: object) -> str:
        """A person's token; her name at the issuer is made of her code."""
        said: dict[str, object] = {"sub": f"subject-{who}", "scope": EVERY, "jti": uuid.uuid4().hex}
        return self.issuer.token(**(said | claims))

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """A call just as it is given."""

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="https://gatekeeper.test") as client:
                return await client.request(method, path, **options)

        return asyncio.run(call())

    def get(self, path: str, who: str = "c1", headers: dict[str, str] | None = None, **options: Any) -> httpx.Response:
        """A reading, by a person of the council."""
        return self.send("GET", f"{COUNCIL}{path}", headers=self._signed(who, headers), **options)

    def post(
        self, path: str, who: str = "c1", given: Any = None, headers: dict[str, str] | None = None, **options: Any
    ) -> httpx.Response:
        """A command, by a person of the council, under a key of its own."""
        keyed = {"Idempotency-Key": uuid.uuid4().hex} | (headers or {})
        body = {} if given is None else {"json": given}
        return self.send("POST", f"{COUNCIL}{path}", headers=self._signed(who, keyed), **body, **options)

    def raw(self, path: str, body: bytes, who: str = "c1", kind: str = "application/json") -> httpx.Response:
        """A command whose body is just these bytes."""
        headers = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": '"1"', "Content-Type": kind}
        return self.send("POST", f"{COUNCIL}{path}", headers=self._signed(who, headers), content=body)

    def asked(self, who: str = "c1", *documents: str, **asking: Any) -> tuple[str, str]:
        """Ask for documents by their codes (the working paper, if none is named); the ids of request and first."""
        wanted = [self.world.id("document", each) for each in documents or ("working_paper",)]
        made = self.post("/requests", who, {"documents": wanted, **asking})
        assert made.status_code == 201, made.text
        return made.json()["request_id"], made.json()["asked"][0]

    def step(self, who: str, case: tuple[str, str], name: str, given: Any, **headers: str) -> httpx.Response:
        """A command on an asked document, on the case as it stands; the case is read first, as a client does."""
        tag = self.get(f"/requests/{case[0]}", who).headers.get("etag", '"1"')
        return self.post(f"/asked/{case[1]}/{name}", who, given, {"If-Match": tag} | headers)

    def _signed(self, who: str, headers: dict[str, str] | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(who)}"} | (headers or {})


def signing_in(world: World) -> None:
    """Let the council's register know everybody by her name at the issuer."""
    people = world.read(lambda register: [content(each) for each in register.all(tables.Person)])
    codes = world.read(lambda register: {each["thing_id"]: _code(register, each["thing_id"]) for each in people})

    def sign(changes: Any) -> None:
        for each in people:
            says = {name: value for name, value in each.items() if name not in ("council_id", "thing_id")}
            thing = each["thing_id"]
            changes.put(tables.Person, thing, **says | {"signs_in_as": f"subject-{codes[thing]}"})

    world.change(sign)


def _code(register: Register, thing: str) -> str:
    found = register.thing(thing)
    assert found is not None
    return found.code


def service_of(world: World, issuer: Issuer, folder: Path) -> Service:
    """The API over that council."""
    signing_in(world)
    place = Place(
        engine=world.engine,
        reader=issuer.reader,
        keys=issuer.keys.health,
        issuer=issuer.settings,
        resource=AUDIENCE,
        cursors=Cursors("a secret of the tests alone, of no use"),
        checkpoints=folder,
        files=Files.at(folder / "files"),
        clock=world.clock,
    )
    return Service(create_app(place), world, issuer)


def told(answer: httpx.Response) -> tuple[int, str, list[tuple[str, str]]]:
    """An answer without the random name of the call: all that two callers could tell apart."""
    body = answer.text
    if answer.headers["content-type"] == "application/problem+json":
        body = json.dumps({name: value for name, value in answer.json().items() if name != "correlation_id"})
    return answer.status_code, body, sorted(answer.headers.items())


def alike(answers: Iterable[httpx.Response]) -> bool:
    """Whether answers cannot be told apart."""
    found = [told(each) for each in answers]
    return all(each == found[0] for each in found)
