"""Where the next step on a case could be an officer's at all, told from her posts before any case is looked at.

It leaves out only what certainly waits for somebody else; whether a case does wait for her is asked of the case itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gatekeeper.core.lifecycle import BODIES, MATCHING, Status
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.people import posts_held
from gatekeeper.services.cases.queue import Waiting
from gatekeeper.storage import tables

_CONFIRMED_IN: Final = frozenset({Status.OPEN.value, Status.AWAITING_COUNCILLOR.value, Status.AWAITING_ADVICE.value})
"""How a case may stand when a balance of it is confirmed."""
ADVISING: Final = frozenset({"monitoring_officer", "deputy_monitoring_officer"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The posts to which a person is appointed, as her own, acting or as a deputy, and their kinds.

    ``advises``: advice could be asked of her. ``named``: the protocol names a post like hers to stand in for others.
    ``confirms``: balances are hers to confirm, at whatever stage a request is. ``kind_of``: every post's kind.
    """

    posts: frozenset[str]
    kinds: frozenset[str]
    advises: bool
    named: bool
    kind_of: Mapping[str, str]
    confirms: bool = False

    def statuses(self, stage: str) -> frozenset[str]:
        """How a case at that stage would have to stand so that it could wait for her."""
        return self._own(stage) | (_CONFIRMED_IN if self.confirms and stage != MATCHING else frozenset())

    def covers(self, line: Waiting) -> bool:
        """Whether its next step could be hers: a first decision is for whoever has the post that holds the document.

        Whether a balance is hers to confirm is asked apart (``balances``), whosever the next step is.
        """
        first = line.rung == 0 and line.status == Status.OPEN and not self.named
        held = first and line.holder_post is not None and self.kind_of.get(line.holder_post) == line.stage
        return line.status in self._own(line.stage) and (not held or line.holder_post in self.posts)

    def _own(self, stage: str) -> frozenset[str]:
        """The same for the next step; a matched one waits for no officer while the councillor is to answer."""
        if stage == MATCHING:
            return frozenset({Status.UNMATCHED.value} if "proper_officer" in self.kinds else ())
        found = {Status.AWAITING_ADVICE.value} if self.advises else set()
        enters = stage in BODIES and "clerk" in self.kinds
        decides = stage in self.kinds or enters or self.named or not self.kinds
        return frozenset(found | ({Status.OPEN.value} if decides else set()))


def reach_of(desk: Desk) -> Reach:
    """The reach of the person at the desk."""
    kind_of = {each.thing_id: each.kind for each in desk.register.all(tables.Post)}
    person = desk.actor.person
    posts = posts_held(desk.register, person, desk.tx.now) if person else frozenset[str]()
    kinds = frozenset(kind_of[each] for each in posts if each in kind_of)
    kinds |= {"monitoring_officer"} if "deputy_monitoring_officer" in kinds else frozenset()
    pack = desk.pack
    advisers = ADVISING | {post for each in (pack.adviser if pack else ()) for post in each.posts}
    named = {each.post for each in (pack.deputy if pack else ())} - {"deputy_monitoring_officer"}
    return Reach(posts, kinds, bool(kinds & advisers), bool(kinds & named), kind_of, "proper_officer" in kinds)
