"""Binds a process that works on a file from outside, before it has read a byte of it: its time, memory and result."""

from __future__ import annotations

import sys
from typing import Any

if sys.platform != "win32":
    import resource

__all__ = ["bind_process"]


def bind_process(limits: dict[str, Any]) -> None:
    """Bind this process to the limits (``bounded.Limits`` as a dictionary). Windows has no such bounds."""
    if sys.platform == "win32":
        return
    seconds = int(limits["cpu_seconds"])
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, int(limits["memory"])),
        (resource.RLIMIT_FSIZE, int(limits["result"])),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
