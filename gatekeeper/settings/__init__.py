"""What this installation is told: where things lie and how the API is served, by the environment or by a file."""

from __future__ import annotations

from gatekeeper.settings.calling import CALLS, PROGRAM_COUNCILS, PROXIES
from gatekeeper.settings.errors import SettingsError
from gatekeeper.settings.file import DATABASE, FILE, with_file
from gatekeeper.settings.places import DEFAULT_HOME, FOLDERS, HOME, Settings
from gatekeeper.settings.serving import (
    AUDIENCE,
    DEVELOPMENT,
    ISSUER,
    KEY_ORIGINS,
    LEAST_SECRET,
    LISTEN,
    PERSON_CLAIM,
    PROGRAMS,
    PUBLIC_ADDRESS,
    SECRET,
    ApiSettings,
)

__all__ = [
    "AUDIENCE",
    "CALLS",
    "DATABASE",
    "DEFAULT_HOME",
    "DEVELOPMENT",
    "FILE",
    "FOLDERS",
    "HOME",
    "ISSUER",
    "KEY_ORIGINS",
    "LEAST_SECRET",
    "LISTEN",
    "PERSON_CLAIM",
    "PROGRAMS",
    "PROGRAM_COUNCILS",
    "PROXIES",
    "PUBLIC_ADDRESS",
    "SECRET",
    "ApiSettings",
    "Settings",
    "SettingsError",
    "with_file",
]
