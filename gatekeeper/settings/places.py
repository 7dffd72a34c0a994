"""Where things lie on this machine: the home folder, the database, and the folders of files, keys and checkpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gatekeeper.settings.errors import SettingsError
from gatekeeper.settings.file import DATABASE, with_file

HOME: Final = "GATEKEEPER_HOME"
FOLDERS: Final = {"files": "GATEKEEPER_FILES", "keys": "GATEKEEPER_KEYS", "checkpoints": "GATEKEEPER_CHECKPOINTS"}
DEFAULT_HOME: Final = "gatekeeper-data"
_SQLITE: Final = "sqlite:///"
_POSTGRESQL: Final = "postgresql+psycopg://"
_OTHER_NAMES: Final = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation. Nothing is made or opened by reading them."""

    home: Path
    database_url: str
    files: Path
    keys: Path
    checkpoints: Path

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that environment variables say; a variable that is empty counts as not set.

        The folder GATEKEEPER_HOME holds what no other variable puts elsewhere; it is ./gatekeeper-data where it is not
        set. Raises SettingsError with everything that is wrong.
        """
        said = with_file(environ)
        home = Path(said.get(HOME, DEFAULT_HOME)).expanduser()
        folders = {
            name: Path(said[variable]).expanduser() if variable in said else home / name
            for name, variable in FOLDERS.items()
        }
        url, problems = _database(said, home)
        places = {HOME: home, **{FOLDERS[name]: path for name, path in folders.items()}}
        problems += [_no_folder(name, path) for name, path in places.items() if path.exists() and not path.is_dir()]
        if problems:
            raise SettingsError(tuple(problems))
        return cls(home=home, database_url=url, **folders)


def _database(said: Mapping[str, str], home: Path) -> tuple[str, list[str]]:
    """The address of the database, and what is wrong with it. An address may hold a password, so none is repeated."""
    given = {name: _driver(said[name]) for name in DATABASE if name in said}
    if len(set(given.values())) > 1:
        both = " and ".join(given)
        return "", [f"{both} name two different databases; set one of them."]
    if not given:
        return f"{_SQLITE}{home / 'gatekeeper.db'}", []
    (name, url), *_ = given.items()
    if url.startswith((_SQLITE, _POSTGRESQL)):
        return url, []
    wanted = f"write {_SQLITE}path/to/file.db or {_POSTGRESQL}user@host/name"
    return url, [f"{name} is not the address of a database kept here; {wanted}."]


def _driver(url: str) -> str:
    """The address with the driver that is used; others write PostgreSQL's addresses without one."""
    for other in _OTHER_NAMES:
        if url.startswith(other):
            return _POSTGRESQL + url.removeprefix(other)
    return url


def _no_folder(name: str, path: Path) -> str:
    return f"{name} names {path}, which is there and is no folder; name a folder, or move that file away."
