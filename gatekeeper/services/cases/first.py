"""The first steps on an asked document: matching a description, recording that nothing is held, transferring it."""

from __future__ import annotations

from pydantic import Field

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.given import Command, Line, Words
from gatekeeper.services.cases.submit import first_answers
from gatekeeper.storage import tables


class Search(Command):
    """One search that was made: where, by which words, and who was asked."""

    where: Line
    how: Line


class NotHeld(Command):
    """That the council does not hold it or cannot find it, with the searches. It is not a refusal."""

    cannot_be_found: bool = False
    searches: tuple[Search, ...] = Field(min_length=1)
    words: Words


class Transfer(Command):
    """To which post it goes (a stage such as *director*), of which holder (register id), and why."""

    to_stage: str
    to_post: str | None = None
    words: Words


def match(desk: Desk, asked_id: str, document_id: str) -> int:
    """Say which document of the register a description means; it is then decided as if it had been named."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.MATCH)
    document = desk.register.one(tables.Document, document_id)
    if document is None:
        raise NotThere("The document")
    if any(each.document_id == document_id for each in desk.asked_of(request)):
        raise CommandRefused(
            "Match", "the request names that document already", "withdraw this description, or match another"
        )
    asked.document_id, asked.holder_post_id = document_id, document.holder_post_id
    if not any(each.document_id is None for each in desk.asked_of(request)):
        request.document_identified = True
    entry = desk.step(request, asked, Action.MATCH, subjects=(f"thing:{document_id}",))
    first_answers(desk, request, [asked], "matched")
    return entry


def record_not_held(desk: Desk, asked_id: str, found: NotHeld) -> int:
    """Record *not held or cannot be found* with the searches that were made."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.RECORD_NOT_HELD)
    searches = [f"{each.where}: {each.how}" for each in found.searches]
    words = "\n".join([found.words, *(f"Searched: {each}" for each in searches)])
    data = {"searches": len(searches), "cannot_be_found": found.cannot_be_found}
    return desk.step(request, asked, Action.RECORD_NOT_HELD, words=words, data=data)


def transfer(desk: Desk, asked_id: str, transfer: Transfer) -> int:
    """Send it to the right holder. A misdirected request is re-routed, never refused; its date of receipt stays."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.TRANSFER)
    post = desk.register.one(tables.Post, transfer.to_post) if transfer.to_post else None
    if transfer.to_post and (post is None or post.kind != transfer.to_stage):
        why = "that post is not in the register, or is of another kind than the stage"
        raise CommandRefused("Transfer", why, "name a post of that kind, or only the stage")
    if post is not None and asked.stage == transfer.to_stage and asked.holder_post_id != post.thing_id:
        asked.holder_post_id = post.thing_id
        return desk.step(request, asked, Action.NOTE, words=transfer.words, data={"holder": post.thing_id})
    number = desk.step(request, asked, Action.TRANSFER, words=transfer.words, to_stage=transfer.to_stage)
    asked.holder_post_id = post.thing_id if post else asked.holder_post_id
    return number
