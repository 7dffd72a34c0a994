"""Lines that are sent while they are read, for as long as whoever asked may read them."""

from __future__ import annotations

from starlette.responses import StreamingResponse
from starlette.types import Send

from gatekeeper.services.cases.errors import CommandRefused


class LinesAnswer(StreamingResponse):
    """Lines that are sent while they are read. Where the right to them ends, the line is closed without their end."""

    async def stream_response(self, send: Send) -> None:
        """Send them. That the right has ended is entered by then, as a refusal."""
        try:
            await super().stream_response(send)
        except CommandRefused:
            return
