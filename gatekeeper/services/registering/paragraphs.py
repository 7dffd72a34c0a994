"""The paragraphs of Schedule 12A claimed for a passage, each with its balance: who weighed it, when and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gatekeeper.core.case.words import BalanceResult
from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.found import Claim
from gatekeeper.services.registering.history import By, entered_by
from gatekeeper.storage import tables

PARAGRAPHS: Final[Mapping[int, str]] = {
    1: "Information relating to any individual",
    2: "Information likely to reveal the identity of an individual",
    3: "The financial or business affairs of any particular person, the authority included",
    4: "Consultations or negotiations on a labour relations matter",
    5: "Information for which legal professional privilege could be claimed",
    6: "A proposed statutory notice, order or direction",
    7: "The prevention, investigation or prosecution of crime",
}
"""Schedule 12A to the Local Government Act 1972, Part 1, in short."""
MAINTAIN: Final = "maintain"


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A paragraph claimed. ``office`` and ``weighed_at``: who weighed the balance and when; ``by``: who entered it."""

    paragraph_id: str
    number: int
    says: str
    result: BalanceResult | str | None
    reasons: str | None
    office: str | None
    weighed_at: datetime | None
    by: By
    review_on: date | None
    overdue: bool
    how_to_challenge: str | None


def claims_of(desk: Desk, passage_id: str) -> tuple[ShownClaim, ...]:
    """What is claimed for a passage now, in the order in which it was claimed."""
    rows = sorted(desk.register.all(tables.Paragraph, passage_id=passage_id), key=lambda each: each.position)
    who = entered_by(desk, [each.entry for each in rows])
    return tuple(_shown(desk, each, who.get(each.entry, By("", "", ""))) for each in rows)


def _shown(desk: Desk, row: tables.Paragraph, by: By) -> ShownClaim:
    return ShownClaim(
        row.thing_id,
        row.number,
        PARAGRAPHS[row.number],
        row.result,
        row.reasons,
        row.by,
        row.at,
        by,
        row.review_on,
        row.review_on is not None and row.review_on < local_date(desk.tx.now),
        row.how_to_challenge,
    )


def lacking(claims: tuple[Claim, ...], today: date) -> Mapping[tuple[int, str], str]:
    """What a claim still lacks, by its paragraph and column: no paper is exempt on a bare number.

    A balance that was weighed has its reasons; one that keeps the paper exempt says until when, and how it can be
    challenged (LGA 1972 Schedule 12A paragraph 10: exempt only so long as the balance holds).
    """
    return dict(each for claim in claims for each in _lacking(claim, today))


def _lacking(claim: Claim, today: date) -> Iterator[tuple[tuple[int, str], str]]:
    if claim.result is None:
        for name in ("reasons", "review_on", "how_to_challenge"):
            if getattr(claim, name) is not None:
                yield (claim.number, "result"), "Say where the public interest lies, or leave the rest empty"
                return
        return
    if claim.reasons is None:
        yield (claim.number, "reasons"), "Give the reasons for where the public interest lies"
    if claim.result == MAINTAIN and claim.review_on is None:
        yield (claim.number, "review_on"), "Say until when it is claimed: the day on which it is weighed again"
    if claim.review_on is not None and claim.review_on < today:
        yield (claim.number, "review_on"), "Give a day that is still to come"
    if claim.result == MAINTAIN and claim.how_to_challenge is None:
        yield (claim.number, "how_to_challenge"), "Say how the claim can be challenged"
