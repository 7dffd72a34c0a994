"""What rulings came to: the grounds on which those that stand withhold something, and which were changed on dispute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from gatekeeper.core.rulings import GROUNDS, NOTHING_TO_GIVE
from gatekeeper.core.rulings.words import WITHHELD
from gatekeeper.services.oversight.suppress import Counted, counted
from gatekeeper.storage.oversight import AskedInPeriod, Ruled


@dataclass(slots=True)
class Rulings:
    """How often each ground was relied on, and how many documents had a first ruling that was changed on dispute."""

    relied_on: Counter[str] = field(default_factory=Counter)
    overturned: int = 0

    @classmethod
    def of(cls, asked: AskedInPeriod) -> Rulings:
        """Those on the documents of the period."""
        found = cls()
        for _, rulings in groupby(asked.rulings(), key=lambda each: each.asked_id):
            found._add(rulings)
        return found

    def _add(self, rulings: Iterable[Ruled]) -> None:
        changed = False
        for _, on_passage in groupby(rulings, key=lambda each: each.passage):
            every = list(on_passage)
            changed = changed or _changed(every)
            for each in every:
                if each.stands and each.ruling in WITHHELD:
                    self.relied_on.update(set(each.grounds))
        self.overturned += changed

    def grounds(self) -> Counted:
        """The list of all grounds of refusal, in the law's order."""
        every = ((code, law) for code, law in GROUNDS.items() if law.lawful and code not in NOTHING_TO_GIVE)
        return counted((code, law.sentence, self.relied_on[code]) for code, law in every)


def _changed(rulings: list[Ruled]) -> bool:
    """Whether a ruling on the dispute ladder came out otherwise than the last one before the dispute."""
    first = [(each.ruling, each.form) for each in rulings if each.rung == 0]
    later = [(each.ruling, each.form) for each in rulings if each.rung > 0]
    return bool(first) and any(each != first[-1] for each in later)
