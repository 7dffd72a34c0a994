"""What this installation is told: where things lie and how the API is served, by the environment or by a file."""

from __future__ import annotations

from gatekeeper.settings.calling import CALLS, PROGRAM_COUNCILS, PROXIES
from gatekeeper.settings.errors import SettingsError
from gatekeeper.settings.file import DATABASE, FILE, with_file
from gatekeeper.settings.pages import (
    FRESH_SECONDS,
    IDLE_SECONDS,
    SESSION_SECONDS,
    THEMES,
    WEB_CLIENT,
    WEB_SECRET,
    PagesSettings,
)
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
    "FRESH_SECONDS",
    "HOME",
    "IDLE_SECONDS",
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
    "SESSION_SECONDS",
    "THEMES",
    "WEB_CLIENT",
    "WEB_SECRET",
    "ApiSettings",
    "PagesSettings",
    "Settings",
    "SettingsError",
    "with_file",
]
