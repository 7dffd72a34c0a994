"""The first steps on an asked document: matching a description, recording that nothing is held, transferring it."""

from __future__ import annotations

from pydantic import Field, field_validator

from gatekeeper.core.lifecycle import MATCHING, STAGES, Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.given import Command, Line, Words
from gatekeeper.services.cases.held import held_in_register, open_as_of_right
from gatekeeper.services.cases.reevaluate import re_evaluate
from gatekeeper.services.cases.routing import first_answer
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

    @field_validator("to_stage")
    @classmethod
    def _a_stage(cls, stage: str) -> str:
        if stage not in STAGES or stage == MATCHING:
            known = ", ".join(each for each in STAGES if each != MATCHING)
            raise ValueError(f"there is no such stage; write one of {known}")
        return stage


def match(desk: Desk, asked_id: str, document_id: str) -> int:
    """Say which document of the register a description means; it is then decided as if it had been named."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.MATCH)
    document = desk.register.one(tables.Document, document_id)
    if document is None:
        raise NotThere("The document")
    if asked.stage != MATCHING:
        raise CommandRefused("Match", "it is already matched to a document", "transfer it if another post decides")
    if any(each.document_id == document_id for each in desk.asked_of(request)):
        raise CommandRefused(
            "Match", "the request names that document already", "withdraw this description, or match another"
        )
    asked.document_id, asked.holder_post_id = document_id, document.holder_post_id
    if not any(each.document_id is None for each in desk.asked_of(request)):
        request.document_identified = True
    entry = first_answer(desk, request, asked, "matched")
    re_evaluate(desk.tx, [request.id], "matched")
    return entry or 0


def record_not_held(desk: Desk, asked_id: str, found: NotHeld) -> int:
    """Record *not held or cannot be found* with the searches that were made.

    Raises CommandRefused where the register holds the document, or the law opens any of it: it is then determined.
    """
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.RECORD_NOT_HELD)
    _require_nothing_held(desk, request, asked)
    searches = [f"{each.where}: {each.how}" for each in found.searches]
    words = "\n".join([found.words, *(f"Searched: {each}" for each in searches)])
    data = {"searches": len(searches), "cannot_be_found": found.cannot_be_found}
    return desk.step(request, asked, Action.RECORD_NOT_HELD, words=words, data=data, shared=True)


def _require_nothing_held(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument) -> None:
    if asked.document_id is None:
        return
    what = "Record as not held"
    if held_in_register(desk.register, asked.document_id):
        why = "the register holds its passages or its file"
        remedy = "determine it; if it is lost, have the register corrected first and the loss recorded there"
        raise CommandRefused(what, why, remedy)
    if open_as_of_right(desk, request, asked.document_id):
        raise CommandRefused(what, "the law opens it to her", "give it, or have the register corrected first")


def transfer(desk: Desk, asked_id: str, transfer: Transfer) -> int:
    """Send it to the right holder. A misdirected request is re-routed, never refused; its date of receipt stays."""
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.TRANSFER)
    post = _receiving(desk, request, asked, transfer)
    held = {"held": asked.holder_post_id, "holder": post.thing_id if post else asked.holder_post_id}
    if post is not None and asked.stage == transfer.to_stage and asked.holder_post_id != post.thing_id:
        number = desk.step(request, asked, Action.NOTE, words=transfer.words, data=held)
    else:
        number = desk.step(request, asked, Action.TRANSFER, words=transfer.words, data=held, to_stage=transfer.to_stage)
    asked.holder_post_id = post.thing_id if post else asked.holder_post_id
    return number


def _receiving(
    desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, transfer: Transfer
) -> tables.Post | None:
    """The post it goes to; None where only the stage is named and one post, or the holder's, is meant by it.

    Raises CommandRefused where there is no such post, nobody is in it, or it is a colleague of the holder's whom the
    register does not name: only the monitoring officer sends it there, with her reason.
    """
    of_kind = desk.register.all(tables.Post, kind=transfer.to_stage)
    post = next((each for each in of_kind if each.thing_id == transfer.to_post), None)
    if transfer.to_post and post is None:
        why = "that post is not in the register, or is of another kind than the stage"
        raise CommandRefused("Transfer", why, "name a post of that kind, or only the stage")
    if post is None and len(of_kind) > 1:
        post = next((each for each in of_kind if each.thing_id == asked.holder_post_id), None)
        if post is None:
            raise CommandRefused("Transfer", "several posts are of that kind", "name the one that holds the document")
    going = [post] if post else list(of_kind)
    if not any(_filled(desk, each) for each in going):
        why = "nobody is in that post and nobody deputises for it"
        raise CommandRefused("Transfer", why, "have an appointment or a deputy recorded first, or name another post")
    if post and len(of_kind) > 1 and not _may_receive(desk, request, asked, post):
        why = "the register does not name that post as holder of the document"
        raise CommandRefused("Transfer", why, "have the holder corrected, or let the monitoring officer send it there")
    return post


def receivers(desk: Desk, asked_id: str) -> tuple[tables.Post, ...]:
    """The posts to which it can be sent now, by their titles.

    The protocol lets them determine, somebody is in them, and they have it not already.
    """
    request, asked = desk.asked(asked_id)
    stages = {asked.stage, *desk.ladder_of(asked).first_stages} - {MATCHING}
    posts = [each for each in desk.register.all(tables.Post) if each.kind in stages]
    kinds = [each.kind for each in posts]
    open_to = (
        each
        for each in posts
        if (each.kind, each.thing_id) != (asked.stage, asked.holder_post_id)
        and _filled(desk, each)
        and (kinds.count(each.kind) == 1 or _may_receive(desk, request, asked, each))
    )
    return tuple(sorted(open_to, key=lambda each: each.title))


def _filled(desk: Desk, post: tables.Post) -> bool:
    """Whether somebody holds the post now, acts in it or deputises for it."""
    now = desk.tx.now
    rows = desk.register.all(tables.Appointment, post_id=post.thing_id)
    return any(each.from_at <= now and (each.to_at is None or now < each.to_at) for each in rows)


def _may_receive(desk: Desk, request: tables.AccessRequest, asked: tables.AskedDocument, post: tables.Post) -> bool:
    """Whether the register names the post as holder of the document, or the monitoring officer sends it there."""
    document = desk.register.one(tables.Document, asked.document_id)
    named = document is not None and document.holder_post_id == post.thing_id
    return named or "monitoring_officer" in desk.roles(request, asked)
