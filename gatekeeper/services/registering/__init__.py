"""Keeping the register by hand: one thing at a time, corrected with a reason, withdrawn, classified, and its history."""

from __future__ import annotations
