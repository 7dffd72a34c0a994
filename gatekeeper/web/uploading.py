"""Takes in a form with a file as it comes: never more than is allowed, never slower, and none of the file in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from gatekeeper.doors.bodies import CallerGone
from gatekeeper.doors.problems import Problem, bad_input
from gatekeeper.services.files import Intake
from gatekeeper.web.forms import Values

MANY: Final = "multipart/form-data"
_MOST_FIELDS: Final = 100
_BESIDE: Final = 1_000_000
"""How many bytes may come beside the file: the fields, and what parts them."""
_CLOSE: Final = {"Connection": "close"}
"""What still comes of a form that is refused is not waited for."""


async def form_with_file(http_request: Request, intake: Intake) -> tuple[Values, Mapping[str, UploadFile]]:
    """What was sent, by field, and the one file in it, which lies on the disk without a name and goes with the call.

    Raises Problem (408, 413, 422), and CallerGone.
    """
    length = http_request.headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > len(str(intake.most)) or int(length) > intake.most + _BESIDE:
        raise _large(intake)
    try:
        form = await _read(http_request, intake)
    except TimeoutError:
        why, remedy = "it came too slowly", "send it again over a better line, or from a computer in the office"
        raise Problem(408, "slow", "Not taken", what="Keep the file", why=why, remedy=remedy, headers=_CLOSE) from None
    except MultiPartException:
        raise bad_input([]) from None
    except ClientDisconnect:
        raise CallerGone from None
    return _parted(http_request, form, intake)


def kind_of(http_request: Request) -> str:
    """As what the body of a call is announced (a media type, without its parameters)."""
    return http_request.headers.get("content-type", "").split(";")[0].strip().lower()


async def _read(http_request: Request, intake: Intake) -> FormData:
    """The form, counted as it comes."""
    loop, received = asyncio.get_running_loop(), 0
    begun = loop.time()
    async with asyncio.timeout_at(begun + intake.seconds(0)) as limit:

        async def counted() -> Message:
            nonlocal received
            message = await http_request.receive()
            received += len(message.get("body", b""))
            if received > intake.most + _BESIDE:
                raise _large(intake)
            limit.reschedule(begun + intake.seconds(received))
            return message

        return await Request(http_request.scope, counted).form(max_files=1, max_fields=_MOST_FIELDS)


def _parted(http_request: Request, form: FormData, intake: Intake) -> tuple[Values, Mapping[str, UploadFile]]:
    fields: dict[str, tuple[str, ...]] = {}
    files: dict[str, UploadFile] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields[name] = (*fields.get(name, ()), value)
            continue
        http_request.state.held.callback(value.file.close)
        if (value.size or 0) > intake.most:
            raise _large(intake)
        files[name] = value
    return fields, files


def _large(intake: Intake) -> Problem:
    why = f"it is larger than {intake.most // 1_000_000:,} MB"
    remedy = "make it smaller (scans at 150 dots an inch are good enough to read), or divide the document"
    return Problem(413, "too-large", "Not taken", what="Keep the file", why=why, remedy=remedy, headers=_CLOSE)
