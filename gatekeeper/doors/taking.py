"""Takes a file in as it comes: never more than is allowed, never slower than is allowed, and none of it in memory."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from fastapi import Request
from starlette.requests import ClientDisconnect

from gatekeeper.doors.bodies import CallerGone
from gatekeeper.doors.problems import Problem
from gatekeeper.services.files import Intake, NoRoom

PDF: Final = "application/pdf"
_CLOSE: Final = {"Connection": "close"}
"""What still comes of a body that is refused is not waited for."""


def require_pdf(http_request: Request, intake: Intake) -> None:
    """Raises Problem (413, 415) for a body that is announced as something else, or as too large."""
    if http_request.headers.get("content-type", "").lower() != PDF:
        why, remedy = "only PDF files are kept", f"send the file itself, with Content-Type: {PDF}"
        raise Problem(415, "not-pdf", "Not this kind of body", why=why, remedy=remedy, headers=_CLOSE)
    length = http_request.headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > len(str(intake.most)) or int(length) > intake.most:
        raise _large(intake)


async def take_in(http_request: Request, path: Path, intake: Intake) -> None:
    """Write the body into that file. Raises Problem (408, 413), NoRoom, and CallerGone."""
    clock, received = asyncio.get_running_loop().time, 0
    begun = clock()
    try:
        with path.open("wb") as target:
            async with asyncio.timeout_at(begun + intake.seconds(0)) as limit:
                async for part in http_request.stream():
                    received += len(part)
                    if received > intake.most:
                        raise _large(intake)
                    target.write(part)
                    limit.reschedule(begun + intake.seconds(received))
    except TimeoutError:
        why = f"less than {intake.rate:,} bytes a second came"
        remedy = "send it again over a better line"
        raise Problem(408, "slow", "The file did not come in time", why=why, remedy=remedy, headers=_CLOSE) from None
    except ClientDisconnect:
        raise CallerGone from None
    except OSError as error:
        raise NoRoom(f"the file cannot be written ({type(error).__name__})") from error


def _large(intake: Intake) -> Problem:
    why, remedy = f"it is larger than {intake.most:,} bytes", "make it smaller, or divide the document"
    return Problem(413, "too-large", "The file is too large", why=why, remedy=remedy, headers=_CLOSE)
