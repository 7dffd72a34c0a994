"""What `gatekeeper replay --council` does: every stored decision again under its own edition."""

from __future__ import annotations

import time
from collections import Counter

from gatekeeper.cli.place import place
from gatekeeper.cli.say import say
from gatekeeper.services.record.replaying import Replayed, ReplayState, replay_decisions


def replay_stored(council: str, reference: str | None) -> bool:
    """Replay a council's decisions, or those on one request, and print what became of them; whether all hold."""
    counts: Counter[ReplayState] = Counter()
    holds = True
    began = time.perf_counter()
    with place() as here:
        for each in replay_decisions(here.engine, here.council(council).id, reference):
            counts[each.state] += 1
            holds = holds and each.holds
            _tell(each)
    total, seconds = sum(counts.values()), time.perf_counter() - began
    said = ", ".join(f"{counts[state]} {state}" for state in ReplayState if counts[state]) or "none stored"
    say(f"decisions: {total} ({said}); {total / seconds:.1f} a second")
    return holds


def _tell(each: Replayed) -> None:
    if each.state is not ReplayState.IDENTICAL:
        say(f"entry {each.number}: {each.state}")
    for place_or_why in each.details:
        say(f"  {place_or_why}")
    if each.calendars_changed:
        say(f"entry {each.number}: the calendars have changed since")
