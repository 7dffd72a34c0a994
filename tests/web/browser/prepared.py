"""What a test in the browser begins with, made without any browser: cases before a rung, documents, another town."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from gatekeeper.demo.walk_data import Walk, walk_of
from gatekeeper.demo.walking import Walking
from gatekeeper.services.actor import SYSTEM
from gatekeeper.services.cases import disputes
from gatekeeper.services.importing import import_folder
from gatekeeper.services.record.councils import list_councils
from gatekeeper.services.registering.entering import Entry, enter_new
from gatekeeper.settings import Settings
from gatekeeper.storage import tables
from gatekeeper.storage.engine import open_engine
from gatekeeper.storage.transaction import reading
from tests.web.browser.asking import DISPUTE
from tests.web.browser.town import Town, town

RESOLVING: Final = replace(walk_of("wexbridge"), ladder=("monitoring-officer", "clerk"))
"""A walk where the protocol has appeals go to a committee, for which its clerk enters what it resolved."""
_COMMITTEE: Final = {
    "packs.csv": "code,pack,from_on\nwbc,wyremouth,2026-06-01\n",
    "posts.csv": "code,kind,title,directorate,body\n"
    "director-communities,head_of_service,Head of Leisure,Communities and Leisure,\n"
    "appeals,committee,Access to Information Appeals Committee,,licensing\n",
    "findings.csv": "code,level,subject,fact,value\n"
    "wharfside-lease-ward,document,document:wharfside-lease,affects_own_ward,false\n",
}


class Prepared(Walking):
    """A walk that stops where a test goes on at the browser."""

    @classmethod
    def of(cls, place: Town, walk: Walk) -> Prepared:
        """The walk, of which nothing is walked yet."""
        return cls(place.engine, place.council(walk.slug), walk, lambda _: None)

    def up_to_the_first_ruling(self) -> Prepared:
        """Asked for, refused, disputed, and ruled on at the first rung, where the price is refused again."""
        self._ask()
        self._determine()
        said = disputes.Disputing(words=DISPUTE)
        self._as(self.walk.councillor, lambda desk: disputes.dispute(desk, self.asked_id, said))
        self._rule(self.walk.ladder[0], show=False)
        return self

    def up_to_the_last_rung(self) -> Prepared:
        """The same taken further, where the group leader has been heard."""
        self.up_to_the_first_ruling()
        said = disputes.Disputing(words=DISPUTE)
        self._as(self.walk.councillor, lambda desk: disputes.appeal(desk, self.asked_id, said))
        heard = disputes.Consulting(post="group_leader", words="She would show it.")
        self._as(self.walk.ladder[-1], lambda desk: disputes.consult(desk, self.asked_id, heard))
        return self


@contextmanager
def town_with_a_committee(home: Path) -> Iterator[Town]:
    """A town over that installation in which the walk ``RESOLVING`` goes to a committee."""
    engine = open_engine(Settings.read({"GATEKEEPER_HOME": str(home)}).database_url)
    council = next(each.id for each in list_councils(engine) if each.slug == RESOLVING.slug)
    folder = home / "committee"
    folder.mkdir()
    for name, text in _COMMITTEE.items():
        (folder / name).write_text(text, encoding="utf-8")
    import_folder(engine, council, folder, SYSTEM, dry_run=False, store=None)
    engine.dispose()
    with town(home) as found:
        yield found


def enters_document(place: Town, walk: Walk, code: str, title: str, contains: str = "", **found: str) -> None:
    """Enter a document of one passage, of which no more is found than is said; the walk's director holds it."""
    known = {"existence_known": "true", "title_known": "true", "links_complete": "true"}
    document = {"title": title, "kind": "report", "page_count": "4", "holder": "council", "holder_post": walk.director}
    passage = {"document": code, "position": "0", "title": "All of it", "pages": "1-4", "contains": contains}
    of = {"level": "document", "subject": f"document:{code}"}
    entries = (
        Entry("documents", code, document | known),
        Entry("passages", f"{code}-all", passage),
        *(Entry("findings", f"{code}-{fact}", of | {"fact": fact, "value": value}) for fact, value in found.items()),
    )
    enter_new(place.engine, place.council(walk.slug), place.acting(walk.slug, walk.proper_officer), entries)


def reference_of(place: Town, request_id: str) -> str:
    """The reference of a request."""
    with reading(place.engine) as session:
        return session.get_one(tables.AccessRequest, request_id).reference
