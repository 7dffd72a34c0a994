"""How the pages are served: as which client people sign in to them, how long that lasts, and the councils' looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gatekeeper.settings.errors import SettingsError
from gatekeeper.settings.file import with_file
from gatekeeper.settings.serving import is_weak

WEB_CLIENT: Final = "GATEKEEPER_WEB_CLIENT"
WEB_SECRET: Final = "GATEKEEPER_WEB_SECRET"
IDLE_SECONDS: Final = "GATEKEEPER_IDLE_SECONDS"
SESSION_SECONDS: Final = "GATEKEEPER_SESSION_SECONDS"
FRESH_SECONDS: Final = "GATEKEEPER_FRESH_SECONDS"
THEMES: Final = "GATEKEEPER_THEMES"
LEAST_WEB_SECRET: Final = 24
"""Sign-in services make the secrets of their clients themselves, some of them no longer than this."""
_LONGEST_ID: Final = 255
_DAY: Final = 24 * 3600
_TIMES: Final = {
    IDLE_SECONDS: ("how long a sign-in lasts unused", 1800, 600, 4 * 3600),
    SESSION_SECONDS: ("how long a sign-in lasts at all", 8 * 3600, 900, _DAY),
    FRESH_SECONDS: ("how long after signing in grave steps may be taken", 4 * 3600, 300, _DAY),
}
"""What each time is, what it is where nothing is said, and the least and the most that may be said, in seconds."""


@dataclass(frozen=True, slots=True)
class PagesSettings:
    """How the pages are served. The times are in seconds; ``themes`` is a file, None where every look is alike."""

    client_id: str
    client_secret: str = field(repr=False)
    idle_seconds: int = 1800
    absolute_seconds: int = 8 * 3600
    fresh_seconds: int = 4 * 3600
    themes: Path | None = None

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> PagesSettings | None:
        """The settings that environment variables say; None where no client is named: then there are no pages.

        Raises SettingsError with everything wrong or unsafe.
        """
        said = with_file(environ)
        if problems := tuple(_problems(said)):
            raise SettingsError(problems)
        if WEB_CLIENT not in said:
            return None
        idle, absolute, fresh = (int(said.get(name, usual)) for name, (_, usual, _, _) in _TIMES.items())
        return cls(
            client_id=said[WEB_CLIENT],
            client_secret=said[WEB_SECRET],
            idle_seconds=idle,
            absolute_seconds=absolute,
            fresh_seconds=fresh,
            themes=Path(said[THEMES]).expanduser() if THEMES in said else None,
        )


def _problems(said: Mapping[str, str]) -> Iterator[str]:
    if WEB_CLIENT in said:
        yield from _client_problems(said)
    elif WEB_SECRET in said:
        yield f"{WEB_SECRET} is set and {WEB_CLIENT} is not; write the name of the pages at the sign-in service too."
    for name, (what, usual, least, most) in _TIMES.items():
        text = said.get(name, str(usual))
        if not (text.isascii() and text.isdecimal()) or len(text) > len(str(_DAY)) or not least <= int(text) <= most:
            yield f"{name} is no number of seconds from {least:,} to {most:,}; write {what}."
    if THEMES in said and not Path(said[THEMES]).expanduser().is_file():
        yield f"{THEMES} names {said[THEMES]}, which is no file; write the file with the councils' names and colours."


def _client_problems(said: Mapping[str, str]) -> Iterator[str]:
    client = said[WEB_CLIENT]
    if len(client) > _LONGEST_ID or not (client.isascii() and client.isprintable()):
        yield f"{WEB_CLIENT} is no name of a client: write 1 to {_LONGEST_ID} printable ASCII characters."
    if is_weak(said.get(WEB_SECRET, ""), LEAST_WEB_SECRET):
        yield f"{WEB_SECRET} is missing or too weak; have the sign-in service make one of random characters."
