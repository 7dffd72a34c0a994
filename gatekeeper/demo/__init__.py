"""The demo: five invented councils, each under one protocol, with people, business and papers that can be read."""

from __future__ import annotations

from gatekeeper.demo.councils import COUNCILS, DemoCouncil, DemoError
from gatekeeper.demo.folders import folder
from gatekeeper.demo.walk_data import WALKS, Walk, walk_of

__all__ = ["COUNCILS", "WALKS", "DemoCouncil", "DemoError", "Walk", "folder", "walk_of"]
