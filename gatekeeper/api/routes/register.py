"""The register: people in office or post, bodies, meetings with their items; and entering it, for those who keep it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from fastapi import APIRouter, Request

from gatekeeper.api.calls import ActingAs, CouncilCall, CouncilOnly, IdempotencyKey, OnBehalfOf, any_call, person_call
from gatekeeper.api.cursors import BadCursor
from gatekeeper.api.filing_calls import Filing, require_key
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.register_schemas import (
    AgendaShown,
    BodyPage,
    BodyShown,
    EnteredShown,
    MeetingPage,
    MeetingShown,
    PeoplePage,
    PersonShown,
    Sheets,
)
from gatekeeper.api.routes.paging import Cursor, Limit
from gatekeeper.auth import Scope
from gatekeeper.doors.problems import Detail, bad_input
from gatekeeper.services import register_shown as shown
from gatekeeper.services.cases.once import once
from gatekeeper.services.register_writing import Entered, enter_sheets

T = TypeVar("T")


class SheetsRoute(GuardedRoute):
    """Takes the sheets of a whole council at once."""

    most_bytes: ClassVar[int | None] = 16_000_000


router = APIRouter(prefix="/councils/{slug}/register", tags=["register"], route_class=GuardedRoute)
entering = APIRouter(prefix="/councils/{slug}/register", tags=["register"], route_class=SheetsRoute)


def _read(call: CouncilOnly, work: Callable[[Any], T]) -> T:
    return shown.read_register(call.place.engine, call.council_id, work)


def _page(
    call: CouncilOnly, name: str, found: Sequence[T], cursor: str | None, limit: int
) -> tuple[list[T], str | None]:
    """So many of them from where the cursor says, and the cursor to what follows. Raises Problem."""
    whose = f"{call.council_id}\0{name}"
    try:
        start = int(call.place.cursors.read(whose, cursor)) if cursor is not None else 0
    except BadCursor:
        raise bad_input([Detail(place="query.cursor", why="it was not given to you for this list")]) from None
    end = start + limit
    return list(found[start:end]), call.place.cursors.make(whose, str(end)) if len(found) > end else None


@router.get("/people", openapi_extra=needs(Scope.REGISTER_READ))
def people(call: CouncilCall, limit: Limit = 50, cursor: Cursor = None) -> PeoplePage:
    """Everybody who is in office or in a post today, by name."""
    found = _read(call, lambda register: shown.people(register, call.place.clock()))
    page, following = _page(call, "people", found, cursor, limit)
    return PeoplePage(people=tuple(PersonShown.model_validate(each) for each in page), next=following)


@router.get("/people/{person_id}", openapi_extra=needs(Scope.REGISTER_READ))
def person(call: CouncilCall, person_id: str) -> PersonShown:
    """One person in office or in a post today."""
    return PersonShown.model_validate(
        _read(call, lambda register: shown.person(register, person_id, call.place.clock()))
    )


@router.get("/bodies", openapi_extra=needs(Scope.REGISTER_READ))
def bodies(call: CouncilCall, limit: Limit = 50, cursor: Cursor = None) -> BodyPage:
    """Every body of the council with its seats of today, by name."""
    found = _read(call, lambda register: shown.bodies(register, call.place.clock()))
    page, following = _page(call, "bodies", found, cursor, limit)
    return BodyPage(bodies=tuple(BodyShown.model_validate(each) for each in page), next=following)


@router.get("/bodies/{body_id}", openapi_extra=needs(Scope.REGISTER_READ))
def body(call: CouncilCall, body_id: str) -> BodyShown:
    """One body with its seats of today."""
    return BodyShown.model_validate(_read(call, lambda register: shown.body(register, body_id, call.place.clock())))


@router.get("/meetings", openapi_extra=needs(Scope.REGISTER_READ))
def meetings(call: CouncilCall, limit: Limit = 50, cursor: Cursor = None) -> MeetingPage:
    """Every meeting of a body, the latest first."""
    page, following = _page(call, "meetings", _read(call, shown.meetings), cursor, limit)
    return MeetingPage(meetings=tuple(MeetingShown.model_validate(each) for each in page), next=following)


@router.get("/meetings/{meeting_id}", openapi_extra=needs(Scope.REGISTER_READ))
def agenda(
    http_request: Request, slug: str, meeting_id: str, acting_as: ActingAs = None, on_behalf_of: OnBehalfOf = None
) -> AgendaShown:
    """A meeting with its items, and the documents of each that the caller may know of."""
    if http_request.state.token.person is None:
        found = _read(
            any_call(http_request, slug),
            lambda register: shown.agenda(register, meeting_id, shown.told_to_programs(register)),
        )
    else:
        call = person_call(http_request, slug, acting_as, on_behalf_of)
        found = call.do(lambda desk: shown.agenda(desk.register, meeting_id, shown.told_at(desk)))
    return AgendaShown.model_validate(found)


@entering.post("/sheets", openapi_extra=needs(Scope.REGISTER_WRITE))
def enter(call: Filing, sheets: Sheets, key: IdempotencyKey = None) -> EnteredShown:
    """Enter rows in the register, all of them or nothing; a dry run tells what would change and enters nothing."""
    actor = call.actor
    used = None if sheets.dry_run else once(require_key(key), "enter-sheets", actor.post, sheets, returns=Entered)
    done = enter_sheets(
        call.place.engine,
        call.council_id,
        sheets.sheets,
        actor,
        clock=call.place.clock,
        dry_run=sheets.dry_run,
        remove_missing=sheets.remove_missing,
        once=used,
    )
    return EnteredShown.model_validate(done)
