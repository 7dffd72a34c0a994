"""Gatekeeper: decides councillors' requests to see council documents and keeps the record of why."""

from __future__ import annotations

__version__ = "0.1.0"
