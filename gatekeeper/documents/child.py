"""The process that works on one file from outside: it binds itself first, reads the file, answers, and ends."""

from __future__ import annotations

import json
import sys
from typing import Any

from pikepdf.settings import set_qpdf_limits

from gatekeeper.documents.binding import bind_process
from gatekeeper.documents.kinds import FileRefused
from gatekeeper.documents.leaks import leaks
from gatekeeper.documents.look import look
from gatekeeper.documents.pages import DAMAGE, extract_pages, opened

__all__ = ["bind", "main"]


def main() -> None:
    """Do the task named in the only argument, on the file that stands at the entry; answer at the exit.

    A task is ``{"do": "look", "most_bytes": …, "most_pages": …}`` or ``{"do": "release"}``, with its limits.
    The pages of a release (null: every one) and its title are the first line at the entry: whoever lists processes can
    read an argument.
    """
    task = json.loads(sys.argv[1])
    bind(task["limits"])
    told, data = _look(task) if task["do"] == "look" else _release()
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


def bind(limits: dict[str, Any]) -> None:
    """Bind this process before it has read a byte of the file."""
    memory = int(limits["memory"])
    set_qpdf_limits(flate_max_memory=memory // 2, run_length_max_memory=memory // 2, max_stream_filters=4)
    bind_process(limits)


def _look(task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    data = sys.stdin.buffer.read(int(task["most_bytes"]) + 1)
    pages, found = look(data, int(task["most_bytes"]), int(task["most_pages"]))
    return {"pages": pages, "found": found}, b""


def _release() -> tuple[dict[str, Any], bytes]:
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        pages = _every_page(data) if asked["pages"] is None else asked["pages"]
        result = extract_pages(data, pages, title=asked["title"])
        found = leaks(data, pages, result)
    except FileRefused as refused:
        return {"why": refused.why, "remedy": refused.remedy}, b""
    except DAMAGE as damage:
        return {"why": f"it is damaged ({type(damage).__name__})", "remedy": "save or print it to a new PDF"}, b""
    return {"leaks": found, "pages": len(pages)}, b"" if found else result


def _every_page(data: bytes) -> list[int]:
    with opened(data) as whole:
        return list(range(1, len(whole.pages) + 1))


if __name__ == "__main__":
    main()
