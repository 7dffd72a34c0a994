"""Measurements of how fast cases are decided, the same rules in one process: `make bench`."""

from __future__ import annotations
