"""What the operations on asked documents give, as the description of the API says it."""

from __future__ import annotations

from gatekeeper.client.operation import Given


class Done(Given):
    """A command that was carried out: the number of its entry in the record, and the case's version since."""

    entry: int
    version: int


class StopShown(Given):
    """Why the law does not allow a ruling; ``passage`` is null where it concerns the rulings as a whole."""

    code: str
    passage: str | None
    what: str
    why: str
    remedy: str
    source: str


class FlagShown(Given):
    """What the law allows and a reader of the record should see."""

    code: str
    passage: str | None
    says: str


class Preview(Given):
    """What the law would say of rulings; nothing was recorded."""

    lawful: bool
    stops: tuple[StopShown, ...]
    flags: tuple[FlagShown, ...]


class PassageOpened(Given):
    """A passage that may be read: its pages, by which right or ruling, in which form, on which conditions."""

    passage: str
    pages: str
    by: tuple[str, ...]
    form: str
    conditions: tuple[str, ...]


class Opening(Given):
    """What is open at this instant, entered in the record. ``waiting``: until their conditions are accepted."""

    passages: tuple[PassageOpened, ...]
    whole: bool
    waiting: tuple[PassageOpened, ...]
    file_held: bool
    entry: int
