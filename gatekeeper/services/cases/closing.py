"""Withdrawing, and carrying what is left over to freedom of information with the date on which it first came."""

from __future__ import annotations

from datetime import datetime

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.given import Command, Words


class Leaving(Command):
    """Why, in her own words; she need not say."""

    words: Words | None = None


def withdraw(desk: Desk, asked_id: str, leaving: Leaving) -> int:
    """The councillor withdraws what is pending.

    A dispute withdrawn leaves the determination as it stands, with all that was given. A request on which nothing was
    ruled ends: nothing can be done to it afterwards but reading and correcting.
    """
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.WITHDRAW)
    return desk.step(request, asked, Action.WITHDRAW, words=leaving.words, shared=True)


def hand_over(desk: Desk, asked_id: str, leaving: Leaving) -> tuple[int, datetime]:
    """Hand what is still withheld over to freedom of information; that clock runs from the original receipt.

    Returns the entry's number and the instant of the original receipt. The case itself goes on.
    """
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.HAND_OVER)
    data = {"received_at": request.received_at.isoformat()}
    number = desk.step(request, asked, Action.HAND_OVER, words=leaving.words, data=data, shared=True)
    request.handed_over_at = request.handed_over_at or desk.tx.now
    return number, request.received_at
