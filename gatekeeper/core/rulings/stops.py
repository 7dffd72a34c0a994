"""Says why a ruling is stopped: one sentence of fact from the check, the law and the remedy from the closed list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gatekeeper.core.rulings.findings import Stop
from gatekeeper.core.rulings.stop_law import StopCode, StopLaw
from gatekeeper.core.rulings.stop_law.grounds import GROUNDS
from gatekeeper.core.rulings.stop_law.rights import RIGHTS
from gatekeeper.core.rulings.stop_law.shape import SHAPE
from gatekeeper.core.rulings.words import Key

STOPS: Final[Mapping[StopCode, StopLaw]] = MappingProxyType({each.code: each for each in (*RIGHTS, *GROUNDS, *SHAPE)})
"""Every stop there is, by its code."""


def stop(code: StopCode, passage: Key | None, what: str, source: str = "") -> Stop:
    """A stop of that code.

    ``what`` is a clause without a full stop, or ends in a question; ``source`` is a provision closer to the point.
    """
    law = STOPS[code]
    said = what if what.endswith("?") else f"{what}."
    remedy = f"{law.remedy[0].upper()}{law.remedy[1:]}."
    return Stop(code, passage, said, f"{law.why}.", remedy, source or law.source)


__all__ = ["STOPS", "StopCode", "StopLaw", "stop"]
