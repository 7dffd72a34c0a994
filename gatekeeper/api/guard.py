"""Stands before each operation of a council: a token that reaches so far, then a call of exactly the right form."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from functools import partial, wraps
from inspect import iscoroutinefunction
from typing import Any, ClassVar, Final

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool

from gatekeeper.api.calls import Call, in_her_name
from gatekeeper.api.place import Place
from gatekeeper.auth import AccessToken, Reason, Scope, TokenRefused, bearer_token, insufficient_scope, may
from gatekeeper.auth.strict import NotStrict, json_object
from gatekeeper.doors.bodies import MOST_BYTES, read_whole
from gatekeeper.doors.gate import Caller, Gate
from gatekeeper.doors.problems import RETRY_SECONDS, Detail, Problem, away, bad_input, refused_token

SCHEME: Final = "council_sign_in"
_JSON: Final = frozenset({"application/json", "application/json; charset=utf-8"})
_LARGE: Final = 50_000
"""From so many bytes on a body is looked through in a thread, so that nobody else waits for it."""
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def needs(*scopes: Scope) -> dict[str, Any]:
    """The scopes of which an operation needs one, as its description says it; the guard enforces these very words."""
    return {"security": [{SCHEME: [scope.value]} for scope in scopes]}


class GuardedRoute(APIRoute):
    """An operation that nobody reaches without a token of its scope. What was sent is read strictly after that."""

    most_bytes: ClassVar[int | None] = MOST_BYTES
    """The largest body, in bytes; None: the operation reads it by itself, as it comes, and takes its turns itself."""
    file_way: ClassVar[str | None] = None
    """For an operation on a file, which bounds its own time: whether the file is on its way ``in`` or ``out``."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Put the question who she is ahead of the operation. Raises ValueError for one in the event loop."""
        super().__init__(path, self._known_first(endpoint), **options)
        self._answers: TypeAdapter[Any] | None = TypeAdapter(self.response_model) if self.response_model else None
        if iscoroutinefunction(endpoint) and any(each.call is in_her_name for each in self.dependant.dependencies):
            raise ValueError(f"{path} asks the register in the event loop, which may wait for nothing: take `def`")

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
            gate: Gate = http_request.app.state.gate
            http_request.state.unhurried = self.file_way is not None
            http_request.state.token = token = await _known(http_request, gate, scopes)
            slug = http_request.path_params["slug"]
            gate.count(caller_of(token), slug)
            _check_query(http_request, known)
            if self.file_way is not None:
                http_request.state.held.enter_context(gate.file(caller_of(token), self.file_way))
            if self.most_bytes is None:
                return await answer(http_request)
            http_request = await read_whole(http_request, self.most_bytes)
            await _check_body(http_request, form)
            async with gate.turn(slug):
                return await answer(http_request)

        return guarded

    def _known_first(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        """The operation, of which nothing is done before the council knows the person in whose name it is called."""
        if iscoroutinefunction(operation):
            return operation

        @wraps(operation)
        def begun(**given: Any) -> Any:
            for each in given.values():
                if isinstance(each, Call):
                    _ = each.who
            return self._written(operation(**given), given.values())

        return begun

    def _written(self, answer: Any, given: Iterable[Any]) -> Any:
        """The answer as bytes, in the thread that worked it out: to go to another one for that costs more than it.

        Only an answer of the very type that the operation promises; any other is for FastAPI to check.
        """
        if self._answers is None or type(answer) is not self.response_model:
            return answer
        body = self._answers.dump_json(answer, by_alias=True, exclude_unset=self.response_model_exclude_unset)
        written = Response(body, self.status_code or 200, media_type="application/json")
        for each in given:
            if isinstance(each, Response):
                written.headers.raw.extend(each.headers.raw)
        return written


def caller_of(token: AccessToken) -> Caller:
    """Who calls, as she is counted."""
    return token.issuer, token.person or token.client_id


def _form(route: APIRoute) -> Any:
    return route.body_field.field_info.annotation if route.body_field else None


async def _known(http_request: Request, gate: Gate, scopes: Sequence[Scope]) -> AccessToken:
    """The token of the call. One that is not accepted counts against the address it came from.

    A token that was read before is told at once; only what may have to wait for the issuer is left to a thread.
    """
    gate.check_address(http_request.scope)
    place: Place = http_request.app.state.place
    if place.watch is not None and not place.watch.answers:
        raise away("Answer the call", RETRY_SECONDS)
    try:
        text = bearer_token(http_request.headers.items(), http_request.query_params.keys())
        token = place.reader.read_at_once(text)
        token = await run_in_threadpool(place.reader.read, text) if token is None else token
    except TokenRefused as refused:
        if refused.reason is not Reason.MISSING:
            gate.count_refused(http_request.scope)
        raise
    _check_scope(token, scopes, place)
    return token


def _check_scope(token: AccessToken, scopes: Sequence[Scope], place: Place) -> None:
    """Raises Problem for a token that reaches none of the scopes."""
    if not any(may(token, scope) for scope in scopes):
        told = insufficient_scope(scopes[0], place.metadata_address)
        raise refused_token(told, f"it does not reach so far; the scope {scopes[0].value} is needed")


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
    check = partial(_check_form, body, form)
    await run_in_threadpool(check) if len(body) > _LARGE else check()


def _check_form(body: bytes, form: TypeAdapter[Any]) -> None:
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
