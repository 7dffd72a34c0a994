"""The calls that are measured: what a person's program sends, made ahead with her token, and nothing of it twice."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bench.api_issuer import Issuer
from bench.service_register import COUNCILLORS, DIRECTOR, WORKING
from bench.service_world import NEED, SORTS, World
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import reading

COUNCIL = "/councils/measured"
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call over HTTP; ``headers`` are without Host and Content-Length."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def on_the_wire(self) -> bytes:
        """The call as HTTP/1.1 sends it, on a connection that stays open."""
        named = {"Host": "measured", **self.headers, "Content-Length": str(len(self.body))}
        lines = (f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()))
        return "\r\n".join((*lines, "", "")).encode("ascii") + self.body


class Calls:
    """Makes the calls on one council: the number says which of its councillors calls, and about which paper."""

    def __init__(self, world: World, issuer: Issuer) -> None:
        self._world, self._issuer = world, issuer
        self._read: dict[int, str] = {}

    def submit(self, number: int) -> Call:
        """A councillor asks for one document; it is decided, and answered where it is open as of right."""
        asking = {"documents": [self._paper(number)], "purpose": "I must judge the matter."}
        return self._command(f"{COUNCIL}/requests", number, asking)

    def read(self, number: int) -> Call:
        """A councillor reads a case of hers; each of them has one, of each sort of paper in turn."""
        which = number % COUNCILLORS
        if which not in self._read:
            self._read[which] = self._world.ask((self._world.councillors[which], self._paper(which))).request_id
        return Call("GET", f"{COUNCIL}/requests/{self._read[which]}", self._signed(which))

    def determine(self, number: int) -> Call:
        """The director determines a working paper of one passage; it is asked for while the call is made."""
        papers = self._world.papers[WORKING]
        paper, who = number % len(papers), self._world.councillors[number % COUNCILLORS]
        submitted = self._world.ask((who, papers[paper]))
        ruling = {"passage": f"{WORKING}{paper + 1}-a", "ruling": "granted", "form": "inspection", "need": NEED}
        ruling |= {"reasons": "She must read it; reading it is enough.", "alternatives_considered": ["briefing"]}
        made = self._command(f"{COUNCIL}/asked/{submitted.asked[0]}/determine", DIRECTOR, {"passages": [ruling]})
        acting = {"Acting-As": str(self._world.director.post), "If-Match": f'"{self._version(submitted.request_id)}"'}
        return Call(made.method, made.path, {**made.headers, **acting}, made.body)

    def library(self, number: int) -> Call:
        """A councillor's first page of everything in the register that is open to her."""
        return Call("GET", f"{COUNCIL}/library", self._signed(number % COUNCILLORS))

    def bare_insert(self, number: int) -> Call:
        """The bare service's insert of one row."""
        given = {"person": str(self._who(number)), "document": self._paper(number)}
        return Call("POST", "/requests", _JSON, json.dumps(given).encode())

    def bare_read(self, number: int) -> Call:
        """The bare service's read of one row, by its id."""
        return Call("GET", f"/requests/{self.bare_names[number % COUNCILLORS]}?person={self._who(number)}")

    def bare_page(self, number: int) -> Call:  # noqa: ARG002
        """The bare service's first page of what is pending."""
        return Call("GET", "/requests")

    bare_names: tuple[str, ...] = ()
    """The ids of bare rows, one for each councillor."""

    def _command(self, path: str, who: int | str, given: Any) -> Call:
        headers = {**self._signed(who), **_JSON, "Idempotency-Key": secrets.token_hex(16)}
        return Call("POST", path, headers, json.dumps(given).encode())

    def _signed(self, who: int | str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._tokens[who if isinstance(who, str) else f'c{who % COUNCILLORS + 1}']}"}

    @cached_property
    def _tokens(self) -> dict[str, str]:
        people = (*(f"c{number + 1}" for number in range(COUNCILLORS)), DIRECTOR)
        return {person: self._issuer.token(person) for person in people}

    def _who(self, number: int) -> str | None:
        return self._world.councillors[number % COUNCILLORS].person

    def _paper(self, number: int) -> str:
        papers = self._world.papers[SORTS[number % len(SORTS)]]
        return papers[number % len(papers)]

    def _version(self, request_id: str) -> int:
        with reading(self._world.engine) as session:
            return session.get_one(tables.AccessRequest, request_id).version
