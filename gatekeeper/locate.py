"""Where the law's files are: the models and policies that come with this program, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_DATA = "_data"
_CHECKOUT_MARK = "pyproject.toml"


class DataFolderMissing(FileNotFoundError):
    """A folder that the program cannot work without is in neither of the two places it can be."""


def locate(name: str) -> Path:
    """Return the absolute path of the data folder `name`, such as "models" or "policies".

    An installed wheel carries it inside the package; a source checkout has it at its top. The installed copy
    wins, so that an installation never reads rules from whatever happens to lie beside it.

    Raises ValueError if `name` is not one plain folder name, DataFolderMissing if the folder is in neither place.
    """
    return locate_beside(_PACKAGE, name)


def locate_beside(package: Path, name: str) -> Path:
    """Return the data folder `name` that belongs to the package folder `package`; raises as `locate` does."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not the name of a data folder: give one plain name, such as 'policies'.")
    places = _places(package, name)
    for place in places:
        if place.is_dir():
            return place
    looked_in = " or ".join(str(place) for place in places)
    raise DataFolderMissing(
        f"The folder {name!r} is missing: looked for {looked_in}. Gatekeeper cannot decide without it. "
        "Install gatekeeper again, or restore the folder in the checkout."
    )


def _places(package: Path, name: str) -> tuple[Path, ...]:
    installed = package / _DATA / name
    checkout = package.parent
    if (checkout / _CHECKOUT_MARK).is_file():
        return (installed, checkout / name)
    return (installed,)
