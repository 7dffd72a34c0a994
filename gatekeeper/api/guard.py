"""Stands before each operation of a council: a token that reaches so far, then a call of exactly the right form."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, Final

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool

from gatekeeper.api.place import Place
from gatekeeper.api.problems import Detail, Problem, bad_input, refused_token
from gatekeeper.auth import AccessToken, Scope, bearer_token, insufficient_scope, may
from gatekeeper.auth.strict import NotStrict, json_object

SCHEME: Final = "council_sign_in"
_JSON: Final = frozenset({"application/json", "application/json; charset=utf-8"})
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def needs(*scopes: Scope) -> dict[str, Any]:
    """The scopes of which an operation needs one, as its description says it; the guard enforces these very words."""
    return {"security": [{SCHEME: [scope.value]} for scope in scopes]}


class GuardedRoute(APIRoute):
    """An operation that nobody reaches without a token of its scope. What was sent is read strictly after that."""

    def get_route_handler(self) -> _Handler:
        """The operation behind the guard. Raises ValueError for one that names no scope."""
        if not self.openapi_extra or "security" not in self.openapi_extra:
            raise ValueError(f"{self.path} names no scope: say needs(Scope.…)")
        scopes = [Scope(each[SCHEME][0]) for each in self.openapi_extra["security"]]
        answer = super().get_route_handler()
        known = {each.alias for each in self.dependant.query_params} | {
            each.alias for every in self.dependant.dependencies for each in every.query_params
        }
        form: TypeAdapter[Any] | None = TypeAdapter(_form(self)) if self.body_field else None

        async def guarded(http_request: Request) -> Response:
            http_request.state.token = await run_in_threadpool(_token, http_request, scopes)
            _check_query(http_request, known)
            await _check_body(http_request, form)
            return await answer(http_request)

        return guarded


def _form(route: APIRoute) -> Any:
    return route.body_field.field_info.annotation if route.body_field else None


def _token(http_request: Request, scopes: Sequence[Scope]) -> AccessToken:
    """The token of the call, which reaches one of the scopes. Raises TokenRefused, IssuerUnavailable and Problem."""
    place: Place = http_request.app.state.place
    token = place.token(bearer_token(http_request.headers.items(), http_request.query_params.keys()))
    if not any(may(token, scope) for scope in scopes):
        told = insufficient_scope(scopes[0], place.metadata_address)
        raise refused_token(told, f"it does not reach so far; the scope {scopes[0].value} is needed")
    return token


def _check_query(http_request: Request, known: Iterable[str]) -> None:
    """Refuse parameters that are not read here, or come twice: two readers could take two meanings from them."""
    names = [name for name, _ in http_request.query_params.multi_items()]
    if len(set(names)) != len(names) or set(names) - set(known):
        raise bad_input([Detail(place="query", why="a parameter is not read here, or is written twice")])
    if any(not value.isprintable() for value in http_request.query_params.values()):
        raise bad_input([Detail(place="query", why="it holds a character that cannot be seen")])


async def _check_body(http_request: Request, form: TypeAdapter[Any] | None) -> None:
    body = await http_request.body()
    if form is None:
        if body:
            raise bad_input([Detail(place="body", why="nothing is taken here")])
        return
    if http_request.headers.get("content-type", "").lower() not in _JSON:
        why, remedy = "only JSON in UTF-8 is taken", "send Content-Type: application/json"
        raise Problem(415, "not-json", "Not this kind of body", why=why, remedy=remedy)
    _check_json(body)
    try:
        form.validate_json(body, strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        raise RequestValidationError([{**each, "loc": ("body", *each["loc"])} for each in found]) from None


def _check_json(body: bytes) -> None:
    try:
        data = json_object(body)
    except NotStrict as problem:
        raise bad_input([Detail(place="body", why=f"it is {problem}")]) from None
    if any("\x00" in text for text in _texts(data)):
        raise bad_input([Detail(place="body", why="it holds the character NUL")])


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from (text for each in pair for text in _texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
