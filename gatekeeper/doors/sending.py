"""Sends pages of a document: the answer that carries them, what it is called, and how long a caller may dawdle."""

from __future__ import annotations

import asyncio
import base64
import re
import time
import unicodedata
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from fastapi.responses import Response
from starlette.concurrency import iterate_in_threadpool
from starlette.types import Receive, Scope, Send

from gatekeeper.services.files.leaving import COPY, written
from gatekeeper.services.files.release import CutOff, Released

MEDIA_TYPE: Final = "application/pdf"
MOST_SECONDS: Final = 60.0
"""How long a caller may take to take one block of the file."""
PATIENCE: Final = 30.0
"""How long she may take in all, in seconds, whatever the size of the file."""
LEAST_RATE: Final = 50_000
"""The bytes a second that earn her more time: as slow as a file may come in, and no slower."""
_SANDBOX: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
_LONGEST_NAME: Final = 100
_PLAIN: Final = re.compile(r"[^A-Za-z0-9 ._-]")
_OF_SYSTEMS: Final = re.compile(r'[/\\:*?"<>|%]')
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:$|[ .])")
_GENERAL_NAME: Final = "document"


class PdfAnswer(Response):
    """A file that is sent a block at a time. Where it breaks off, fewer bytes come than its length says."""

    media_type = MEDIA_TYPE

    def __init__(self, released: Released, blocks: Iterable[bytes], patience: float = PATIENCE) -> None:
        """``blocks`` are the bytes of what was released; it is let go of at the end, whatever happens.

        ``patience``: how many seconds the caller may take in all, beside those that her rate earns her.
        """
        super().__init__(headers=headers_of(released))
        self.headers["Content-Length"] = str(released.file.size)
        self._released, self._blocks, self._patience = released, blocks, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it. The connection is closed where what was open is open no more, or the caller takes no more."""
        del scope, receive
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            left = self._patience
            async for block in iterate_in_threadpool(self._blocks):
                left += len(block) / LEAST_RATE
                began = time.monotonic()
                async with asyncio.timeout(min(MOST_SECONDS, left)):
                    await send({"type": "http.response.body", "body": block, "more_body": True})
                left -= time.monotonic() - began
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except (CutOff, TimeoutError):
            return
        finally:
            self._released.close()


def headers_of(released: Released) -> dict[str, str]:
    """What is said of the pages: of which form they are, which of the document's they are, and by which entry."""
    leaving, digest = released.leaving, base64.b64encode(bytes.fromhex(released.file.sha256)).decode()
    return {
        "Accept-Ranges": "none",
        "Content-Disposition": disposition("attachment" if leaving.form == COPY else "inline", leaving.label),
        "Content-Security-Policy": _SANDBOX,
        "Gatekeeper-Entry": str(released.entry),
        "Gatekeeper-Form": leaving.form,
        "Gatekeeper-Pages": written(leaving.pages),
        "Repr-Digest": f"sha-256=:{digest}:",
    }


def disposition(kind: str, label: str) -> str:
    """Content-Disposition by RFC 6266, of what the document is called to its reader.

    Nothing in it can be taken for a path, another header, a name that a system keeps to itself, or another ending.
    """
    name = _OF_SYSTEMS.sub(" ", "".join(each if each.isprintable() else " " for each in label))
    name = " ".join(name.split())[:_LONGEST_NAME].strip(" .") or _GENERAL_NAME
    if _RESERVED.match(name):
        name = f"{_GENERAL_NAME} {name}"
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = " ".join(_PLAIN.sub("", bare).split()).strip(" .") or _GENERAL_NAME
    return f"{kind}; filename=\"{plain}.pdf\"; filename*=UTF-8''{quote(name, safe='')}.pdf"


def described() -> dict[str, Any]:
    """The answer for the description of the API."""
    said = {
        "Content-Disposition": "`attachment` where a copy is hers, `inline` where it is to be inspected.",
        "Gatekeeper-Entry": "The number of the entry in the record under which it leaves.",
        "Gatekeeper-Form": "`whole_copy` or `inspection`.",
        "Gatekeeper-Pages": "Which pages of the kept file it holds, such as `1-3, 7`; `whole`: every one.",
        "Repr-Digest": "The SHA-256 of the file that leaves (RFC 9530), which the entry names too.",
    }
    headers = {name: {"description": text, "schema": {"type": "string"}} for name, text in said.items()}
    content = {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    return {"description": "A new PDF of the pages that are open to her.", "content": content, "headers": headers}
