"""Text that a person has typed into a form and not sent yet, kept for her where her session ends or she leaves.

Nobody else reads it, it is no part of the record, and it goes when the form is filed, or after thirty days. What she
prepares over many pages, such as a decision, is kept apart from it: no other form drives it out, and it lasts longer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.door import Engine
from gatekeeper.storage import web_kept
from gatekeeper.storage.tables import Draft
from gatekeeper.storage.web_kept import LASTING

MOST_BYTES: Final = 200_000
"""The largest draft, as it is kept."""
MOST_LASTING_BYTES: Final = 1_000_000
"""The most that is kept of what somebody prepares over many pages."""
KEPT_FOR: Final = timedelta(days=30)
LASTS_FOR: Final = timedelta(days=180)
"""How long what was prepared is kept after it was last touched: a dispute may rest for months."""
TITLED: Final = "titled"
"""Under which name a form carries its own title, by which it is told from others in the list of what was begun."""
_LONGEST_KEY: Final = 300
_SLUG: Final = re.compile(r"[a-z0-9_-]{0,60}")
Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A form of which something is kept: its key and address, its title (empty where it has none), and since when."""

    key: str
    kept_at: datetime
    title: str = ""

    @property
    def address(self) -> str:
        """The page on which it stands."""
        return self.key.removeprefix(LASTING)


def lasting(address: str) -> str:
    """The key of what is prepared on the pages at that address, over many of them."""
    return LASTING + address


def keep(  # noqa: PLR0913, PLR0917
    engine: Engine, now: datetime, subject: str, issuer: str, council: str, key: str, values: Values
) -> None:
    """Keep what was typed into the form of that page, in place of what was kept before.

    ``council`` is its slug (of what could be none nothing is kept), ``key`` the page's own; of one person the latest
    fifty forms are kept, and apart from them what is ``lasting``. Raises CommandRefused where it is too much.
    """
    if not _SLUG.fullmatch(council):
        return
    said = {_whole(name): [_whole(each) for each in given] for name, given in values.items()}
    most = MOST_LASTING_BYTES if key.startswith(LASTING) else MOST_BYTES
    if len(key) > _LONGEST_KEY or len(json.dumps(said, ensure_ascii=False).encode()) > most:
        why, remedy = f"it is more than {most // 1000} kB", "keep a copy of your text elsewhere, and shorten it"
        raise CommandRefused("Keep what was typed", why, remedy)
    draft = Draft(issuer=issuer, subject=subject, council=council, key=key, values=said, kept_at=now)
    if not web_kept.keep_draft(engine, draft):
        why = f"something is prepared on {web_kept.MOST_LASTING} cases already"
        raise CommandRefused("Keep what was prepared", why, "record one of them, or forget what you prepared on it")


def kept(engine: Engine, subject: str, issuer: str, council: str, key: str) -> Values | None:
    """What is kept of that form, None where nothing is."""
    if not _SLUG.fullmatch(council):
        return None
    found = web_kept.find_draft(engine, issuer, subject, council, key)
    return None if found is None else {name: tuple(given) for name, given in found["values"].items()}


def kept_forms(engine: Engine, subject: str, issuer: str, council: str) -> tuple[KeptDraft, ...]:
    """The forms of a council of which something is kept for that person, the newest first.

    What is ``lasting`` and has no title is no form to go on with, such as where a request led that was sent.
    """
    found = web_kept.drafts_of(engine, issuer, subject, council)
    forms = (KeptDraft(key, kept_at, next(iter(said.get(TITLED, ())), "")) for key, kept_at, said in found)
    return tuple(each for each in forms if each.title or not each.key.startswith(LASTING))


def drop(engine: Engine, subject: str, issuer: str, council: str, key: str) -> None:
    """Forget what is kept of that form: it has been filed, or she does not want it any more."""
    if _SLUG.fullmatch(council):
        web_kept.drop_draft(engine, issuer, subject, council, key)


def sweep(engine: Engine, now: datetime) -> int:
    """Remove drafts of thirty days, what was prepared half a year ago, and sign-ins never ended; how many."""
    return web_kept.sweep_kept(engine, now, now - KEPT_FOR, now - LASTS_FOR)


def _whole(text: str) -> str:
    """The text without what no database keeps: NULs, and half characters (lone surrogates)."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
