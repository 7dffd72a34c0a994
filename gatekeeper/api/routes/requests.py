"""Asking, and reading what was asked: submit, would I be entitled, my requests, one case, the queue of officers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from gatekeeper.api.calls import IdempotencyKey, PersonCall, etag
from gatekeeper.api.case_schema import CaseShown, Forecasts, case_shown
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.routes.paging import Cursor, Limit
from gatekeeper.api.schemas import Filed, Me, PostShown, QueuePage, RequestList
from gatekeeper.api.schemas import RequestShown as Line
from gatekeeper.api.schemas import WaitingShown as Waits
from gatekeeper.auth import Scope
from gatekeeper.core.lifecycle import MATCHING, STAGES
from gatekeeper.services.cases.submit import Asking, Submitted, submit
from gatekeeper.services.cases.view import pre_check_view, read_case
from gatekeeper.services.lists import requests_of, waiting_for

router = APIRouter(prefix="/councils/{slug}", tags=["requests"], route_class=GuardedRoute)
Stage = Annotated[
    str | None,
    Query(description="One stage, such as director; left out: those of her own posts, and what is to be matched."),
]


@router.get("/me", openapi_extra=needs(Scope.REQUESTS_READ))
def me(call: PersonCall) -> Me:
    """Who the caller is in this council, and in which posts she may act."""
    who = call.who
    posts = tuple(PostShown.model_validate(each) for each in who.posts)
    return Me(person=str(who.actor.person), posts=posts, acts_for=who.acts_for)


@router.post("/requests", status_code=201, openapi_extra=needs(Scope.REQUESTS_SUBMIT))
def submit_request(call: PersonCall, asking: Asking, response: Response, key: IdempotencyKey = None) -> Filed:
    """File a request; what the law opens is answered at once. Its case is at the address in Location."""
    used = call.key(key, "submit", asking, returns=Submitted)
    done = call.do(lambda desk: submit(desk, asking), key=used)
    response.headers["Location"] = f"{call.place.resource.rstrip('/')}/councils/{call.slug}/requests/{done.request_id}"
    return Filed.model_validate(done)


@router.post("/pre-check", response_model_exclude_unset=True, openapi_extra=needs(Scope.REQUESTS_SUBMIT))
def pre_check(call: PersonCall, asking: Asking) -> Forecasts:
    """Would I be entitled? The same answer as asking would give; nothing is filed."""
    return Forecasts.model_validate(call.do(lambda desk: pre_check_view(desk, asking)))


@router.get("/requests", openapi_extra=needs(Scope.REQUESTS_READ))
def my_requests(call: PersonCall, limit: Limit = 50, cursor: Cursor = None) -> RequestList:
    """Her own requests (or those of the councillor for whom she acts), the latest first."""
    after = call.cursor("requests", cursor)
    found = call.do(lambda desk: requests_of(desk, after, limit + 1))
    shown = found[:limit]
    following = call.next("requests", shown[-1].request_id) if len(found) > limit else None
    return RequestList(requests=tuple(Line.model_validate(each) for each in shown), next=following)


@router.get("/requests/{request_id}", response_model_exclude_unset=True, openapi_extra=needs(Scope.REQUESTS_READ))
def read_request(call: PersonCall, request_id: str, response: Response) -> CaseShown:
    """A case as the caller may see it; the reading is entered in the record. Its ETag is the case's version."""
    found = call.do(lambda desk: read_case(desk, request_id))
    response.headers["ETag"] = etag(found["version"])
    return case_shown(found)


@router.get("/queue", openapi_extra=needs(Scope.REQUESTS_READ))
def queue(call: PersonCall, stage: Stage = None, limit: Limit = 50, cursor: Cursor = None) -> QueuePage:
    """What waits for the caller's posts and she may see, the earliest due first at each stage."""
    own = {MATCHING, *(post.kind for post in call.who.posts)}
    stages = own if stage is None else {stage} & set(STAGES)
    name = f"queue {stage or ''}"
    start = int(call.cursor(name, cursor) or 0)
    found = call.do(lambda desk: waiting_for(desk, stages, start, limit))
    shown = tuple(Waits.model_validate(each) for each in found.lines)
    return QueuePage(waiting=shown, next=call.next(name, found.following))
