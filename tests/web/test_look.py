"""Tests that pages show every value as plain text, that forms are marked up as the design system says, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import UndefinedError

from gatekeeper.doors.problems import Detail, Problem, fault, not_there
from gatekeeper.services.actor import Actor
from gatekeeper.services.identity import HeldPost, SignedIn
from gatekeeper.web.forms import Choice, Field, Filled, Form, Kind
from gatekeeper.web.look import Look
from tests.web.reading import read_page
