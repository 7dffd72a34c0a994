"""The files of documents: the open pages of one, to the person who may see them; and a file put to a document."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated, Any, ClassVar, Final, Literal, NoReturn

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from gatekeeper.api.calls import IdempotencyKey, IfMatch, PersonCall, etag
from gatekeeper.api.filing_calls import Filing, require_key, version_of_file
from gatekeeper.api.guard import GuardedRoute, needs
from gatekeeper.api.handlers import correlation_id
from gatekeeper.api.schemas import FileKept, FileShown, Id
from gatekeeper.auth import Scope
from gatekeeper.doors.gate import Gate
from gatekeeper.doors.problems import Detail, Problem, away
from gatekeeper.doors.sending import PdfAnswer, described
from gatekeeper.doors.taking import PDF, require_pdf, take_in
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.files import FilesAway, NoRoom, TooBusy, UploadRefused
from gatekeeper.services.files.arriving import Kept, keep_upload
from gatekeeper.services.files.doors import AskedDoor, Door, LibraryDoor
from gatekeeper.services.files.release import blocks, release
from gatekeeper.services.files.watching import Watch
from gatekeeper.services.files.who import filing

_BUSY_SECONDS: Final = 10
_log = logging.getLogger("gatekeeper.api")


class FileRoute(GuardedRoute):
    """An operation that reads what is sent to it by itself, as it comes, and may take longer than others."""

    most_bytes: ClassVar[int | None] = None
    file_way: ClassVar[str | None] = "in"


class PagesRoute(GuardedRoute):
    """An operation that sends a file, which may take longer than others."""

    file_way: ClassVar[str | None] = "out"


router = APIRouter(prefix="/councils/{slug}", tags=["files"], route_class=GuardedRoute)
leaving = APIRouter(prefix="/councils/{slug}", tags=["files"], route_class=PagesRoute)
arriving = APIRouter(prefix="/councils/{slug}", tags=["files"], route_class=FileRoute)
CopiesOnly = Annotated[bool, Query(description="Only the pages of which a copy is hers, not those to inspect.")]
PassagesFit = Annotated[
    Literal["yes"] | None,
    Query(description="`yes`: the pages of the document's passages are right for this file, which replaces another."),
]
_PAGES: Final[dict[int | str, dict[str, Any]]] = {
    200: described(),
    409: {"description": "It cannot leave as it is kept, or no file is kept"},
    416: {"description": "Parts of a file are not given"},
}
_TAKEN: Final[dict[int | str, dict[str, Any]]] = {
    400: {"description": "No Idempotency-Key"},
    408: {"description": "The file came too slowly"},
    409: {"description": "The key was used for another command, or nobody says that the passages fit the new file"},
    412: {"description": "Another file is kept by now"},
    413: {"description": "The file is too large"},
    415: {"description": "Not a PDF"},
    428: {"description": "No If-Match"},
    507: {"description": "There is no room"},
}
_BODY: Final = {"requestBody": {"required": True, "content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}}


@leaving.get(
    "/asked/{asked_id}/file",
    status_code=200,
    response_class=PdfAnswer,
    responses=_PAGES,
    openapi_extra=needs(Scope.DOCUMENTS_READ),
)
def file_of_asked(call: PersonCall, http_request: Request, asked_id: str, copies: CopiesOnly = False) -> Response:
    """The pages of an asked document that are open to the caller now, in a PDF made anew.

    Its conditions must have been accepted (`open`). The entry in the record is made before the first byte leaves.
    """
    return _sent(call, http_request, AskedDoor(asked_id, copies_only=copies))


@leaving.get(
    "/library/{document_id}/file",
    status_code=200,
    response_class=PdfAnswer,
    responses=_PAGES,
    openapi_extra=needs(Scope.DOCUMENTS_READ),
)
def file_of_library(call: PersonCall, http_request: Request, document_id: str, copies: CopiesOnly = False) -> Response:
    """The pages of a document of the register that the law opens to the caller now, whether or not she has asked."""
    return _sent(call, http_request, LibraryDoor(document_id, copies_only=copies))


@router.get("/documents/{document_id}/file", openapi_extra=needs(Scope.DOCUMENTS_WRITE))
def file_of_document(call: Filing, document_id: str, response: Response) -> FileShown:
    """What file is kept of a document, for whoever may put one to it. Its ETag is wanted for that."""
    at = call.do(lambda desk: filing(desk, document_id))
    response.headers["ETag"] = etag(at.version)
    if at.kept is None:
        return FileShown(document_id=document_id, held=False)
    kept = at.kept
    return FileShown(
        document_id=document_id,
        held=True,
        sha256=kept.sha256,
        size=kept.size,
        media_type=kept.media_type,
        kept_at=kept.recorded_at,
    )


@arriving.put("/documents/{document_id}/file", responses=_TAKEN, openapi_extra=needs(Scope.DOCUMENTS_WRITE) | _BODY)
async def put_file(  # noqa: PLR0913, PLR0917
    call: Filing,
    http_request: Request,
    document_id: Id,
    response: Response,
    key: IdempotencyKey = None,
    match: IfMatch = None,
    passages_fit: PassagesFit = None,
) -> FileKept:
    """Put a PDF to a document, as its body. It is looked through, kept unchanged, and never given out as it is.

    `If-Match` is the ETag of what is kept now (`"0"`: nothing). What makes the file act by itself is kept and told.
    """
    header, version = require_key(key), version_of_file(match)
    gate: Gate = http_request.app.state.gate
    slug: str = http_request.path_params["slug"]
    with _told(http_request):
        async with gate.turn(slug):
            await run_in_threadpool(call.do, lambda desk: filing(desk, document_id))
        files = call.place.files
        require_pdf(http_request, files.intake)
        with files.arriving() as path:
            await take_in(http_request, path, files.intake)

            def record(sha256: str, work: Callable[[Desk], Kept]) -> Kept:
                return call.do(work, expects=version, key=call.key(header, document_id, sha256, passages_fit))

            keep = partial(keep_upload, files, path, record, document_id, passages_fit=passages_fit == "yes")
            async with gate.turn(slug):
                done = await run_in_threadpool(keep)
    response.headers["ETag"] = etag(done.version)
    return FileKept.model_validate(done)


def _sent(call: PersonCall, http_request: Request, door: Door) -> Response:
    """What may leave through that door, entered in the record and on its way."""
    if "range" in http_request.headers:
        why, remedy = "a file is given whole, under one entry of the record", "ask for it without Range"
        raise Problem(416, "no-ranges", "Parts of a file are not given", why=why, remedy=remedy)
    place = call.place
    watch = Watch.begun(place.engine, call.council_id, place.clock)
    with _told(http_request):
        released = release(call.do, door, place.files)
    watch.after(released.entry)
    return PdfAnswer(released, blocks(call.do, door, released, watch.changed, call.do_in_no_post))


@contextmanager
def _told(http_request: Request) -> Iterator[None]:
    """Say what is wrong with files in the words of problems."""
    try:
        yield
    except UploadRefused as refused:
        found = [Detail(place=str(each.kind).replace("_", " "), why=each.detail) for each in refused.findings]
        why, remedy = refused.why, refused.remedy
        told = Problem(422, "file-refused", "Not kept", what=refused.what, why=why, remedy=remedy, problems=found)
        raise told from None
    except TooBusy:
        raise away("Work on the file", _BUSY_SECONDS) from None
    except NoRoom as error:
        _failed(http_request, error, 507, "no-room", "there is no room for it now, or it cannot be written")
    except FilesAway as error:
        _failed(http_request, error, 503, "file-damaged", "what is kept of it is missing or has been changed")


def _failed(http_request: Request, error: Exception, status: int, code: str, why: str) -> NoReturn:
    """Tell whoever runs the service, and the caller that it is none of her doing."""
    correlation = correlation_id(http_request)
    _log.error("%s (%s)", error, correlation, extra={"correlation_id": correlation, "kind": type(error).__name__})
    remedy = "tell whoever runs this service the correlation id"
    raise Problem(status, code, "Not able to do this now", why=f"{why}; nothing was given or kept", remedy=remedy)
