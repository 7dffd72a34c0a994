"""Tests of the library at the command line."""

from __future__ import annotations
