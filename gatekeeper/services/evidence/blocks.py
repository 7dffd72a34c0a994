"""Blocks of a case that are the same for many requests: gathered and read once, until the register says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gatekeeper.core.case import parse_part
from gatekeeper.core.case.base import Part
from gatekeeper.services.evidence.gather import NO_REQUEST, Gathering
from gatekeeper.storage import tables


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block of a case as a case file writes it, and as it was read; None where it must be read with the whole.

    A block is like itself alone: one that was gathered anew is another one.
    """

    data: dict[str, Any]
    part: Part | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A block with all that gathering it noted. Nothing of it is ever changed."""

    block: Block
    gathering: Gathering

    def is_of(self, gathering: Gathering) -> bool:
        """Whether nothing in it is said otherwise for the request that is gathered for."""
        return not gathering.differs(self.gathering.looked_for)

    def noted(self, gathering: Gathering) -> Block:
        """The block, with what was noted of it noted there too."""
        gathering.places.update(self.gathering.places)
        gathering.documents.update(self.gathering.documents)
        gathering.passages.update(self.gathering.passages)
        return self.block


Work = Callable[[Gathering], dict[str, Any]]


def block(gathering: Gathering, name: str, key: Hashable, kind: type[Part], work: Work) -> Block:
    """The block that the work gathers, remembered by its name and the key until a table that it asked is changed.

    Where something in it is said for the request alone it is gathered for that request and not remembered.
    """
    register, shared = gathering.register, _for_no_request(gathering.request.pecuniary_interest)

    def gathered() -> _Kept:
        apart = Gathering(register, shared)
        data = work(apart)
        return _Kept(Block(data, parse_part(kind, name, data)), apart)

    kept = register.recall(("block", name, key), gathered)
    return kept.noted(gathering) if kept.is_of(gathering) else Block(work(gathering), None)


def known_of(blocks: Mapping[str, Block]) -> dict[str, Any]:
    """Those of the blocks that were read already, by their names."""
    return {name: each.part for name, each in blocks.items() if each.part is not None}


@cache
def _for_no_request(pecuniary_interest: bool | None) -> tables.AccessRequest:
    """What the blocks rest on of a request: only whether she says that she has a pecuniary interest. Never changed."""
    return tables.AccessRequest.model_construct(id=NO_REQUEST, pecuniary_interest=pecuniary_interest)
