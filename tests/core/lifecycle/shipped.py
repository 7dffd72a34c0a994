"""The dispute ladders that the tests try: of every council's protocol that is shipped, and none at all."""

from __future__ import annotations

import tomllib
from functools import cache

from gatekeeper.core.lifecycle import Ladder, State, ladder_of, reachable
from gatekeeper.core.pack import Pack
from gatekeeper.locate import locate


def shipped_ladders() -> dict[str, Ladder]:
    """The ladder of each pack, by the pack's id, and the empty ladder of a council without a pack."""
    files = sorted((locate("policies") / "councils").glob("*/pack.toml"))
    packs = [Pack.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files]
    return {"no_pack": ladder_of(None)} | {pack.id: ladder_of(pack) for pack in packs}


@cache
def reached(ladder: Ladder) -> tuple[State, ...]:
    """Every state that this ladder leads to, worked out once for all tests."""
    return reachable(ladder)
