"""The service's log: one line of JSON for each event, without titles, purposes, tokens, names or addresses of calls.

What is written is chosen, not filtered: the words of the program's own events, and the few fields named here. What
other parts say is left out but for what is constant, because their words may hold what people wrote.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, TextIO

FIELDS: Final = (
    "correlation_id",
    "method",
    "route",
    "status",
    "milliseconds",
    "council",
    "task",
    "kind",
    "count",
    "seconds",
    "at",
)
"""The fields that an event may have besides its instant, level, source and words."""
_OURS: Final = "gatekeeper"
_LONGEST: Final = 500
_PLACES: Final = 8
_SAFE_WORDS: Final = frozenset(
    {
        "Application shutdown complete.",
        "Application startup complete.",
        "Cancel %s running task(s), timeout graceful shutdown exceeded",
        "Exceeded concurrency limit.",
        "Exception in ASGI application\n",
        "Finished server process [%d]",
        "Invalid HTTP request received.",
        "Shutting down",
        "Started server process [%d]",
        "Unsupported upgrade request.",
        "Waiting for application shutdown.",
        "Waiting for application startup.",
        "Waiting for background tasks to complete. (CTRL+C to force quit)",
        "Waiting for connections to close. (CTRL+C to force quit)",
    }
)
"""What the web server says that is constant."""


class JsonLines(logging.Formatter):
    """Writes one record as one line. Control characters, line ends of every kind and other scripts are escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, Any] = {"instant": at, "level": record.levelname.lower(), "source": record.name[:60]}
        told["event"] = _words(record)
        told |= {name: _plain(getattr(record, name)) for name in FIELDS if getattr(record, name, None) is not None}
        if record.exc_info and record.exc_info[0] is not None:
            told |= {"kind": record.exc_info[0].__name__, "at": places(record.exc_info[2])}
        return json.dumps(told, ensure_ascii=True)


def set_up(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send the events of every part to standard error in this form, and nothing in any other."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.WARNING
    logging.getLogger(_OURS).setLevel(level)
    logging.getLogger("uvicorn").setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"
    logging.captureWarnings(True)
    sys.excepthook = _unexpected
    threading.excepthook = lambda args: _unexpected(args.exc_type, args.exc_value, args.exc_traceback)


def places(trace: TracebackType | None) -> list[str]:
    """The last places of the program through which a failure came: file, line and function, and no values."""
    return [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace)[-_PLACES:]]


def _unexpected(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    del error
    told = {"kind": kind.__name__, "at": places(trace)}
    logging.getLogger(_OURS).critical("a fault of the program ended a part of it", extra=told)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == _OURS or record.name.startswith(f"{_OURS}.")


def _words(record: logging.LogRecord) -> str:
    """Our own words whole; of others only what is known to be constant, and otherwise where it was said."""
    if _is_ours(record):
        return record.getMessage()[:_LONGEST]
    if record.msg in _SAFE_WORDS:
        return record.getMessage().strip()
    return f"said at {record.module}:{record.lineno}"


def _plain(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [str(each)[:_LONGEST] for each in value]
    return str(value)[:_LONGEST]
