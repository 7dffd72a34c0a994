"""Keeping the register by hand: a thing at a time, corrected with a reason, withdrawn, classified; and its history."""

from __future__ import annotations
