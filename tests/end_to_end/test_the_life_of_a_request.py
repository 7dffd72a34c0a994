"""A request from asking to the last ruling, over HTTP, by people who have each signed in at the real provider."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from gatekeeper.client import Gatekeeper, NotTaken, NotYours
from gatekeeper.client.commands import (
    Advising,
    Asking,
    Confirmation,
    Consulting,
    Disputing,
    NeedFound,
    PassageRuling,
    Recommendation,
    Rulings,
)
from gatekeeper.storage import tables
from tests.end_to_end.town import Town

pytestmark = pytest.mark.slow
AUTHORITY = ("R v Birmingham City Council ex p O [1983] 1 AC 578",)
DISPUTE = Disputing(words="I cannot judge the offer without the price.")


def test_a_refusal_is_disputed_taken_to_the_last_rung_and_opened(here: Town, tmp_path: Path) -> None:
    councillor, director = here.person("harkaway"), here.person("lindenshaw")
    proper, adviser, chief = here.person("ravensgill"), here.person("pellingate"), here.person("kelderdale")
    try:
        request = _asked(here, councillor)
        with pytest.raises(NotTaken) as stopped:
            director.determine(director.read(request).asked(), Rulings(passages=(_refused("wharfside-lease-open"),)))
        assert all(each.source for each in stopped.value.told.problems)
        for paragraph in _paragraphs(here):
            given = Confirmation(paragraph=paragraph, confirmed="true", reasons="Weighed again today; it holds.")
            proper.confirm(proper.read(request).asked(), given)
        adviser.advise(adviser.read(request).asked(), _advice())
        director.determine(director.read(request).asked(), _rulings())
        with pytest.raises(NotYours):
            councillor.determine(councillor.read(request).asked(), _rulings())
        councillor.dispute(councillor.read(request).asked(), DISPUTE)
        adviser.rule(adviser.read(request).asked(), _rulings(at_rung=True))
        councillor.appeal(councillor.read(request).asked(), DISPUTE)
        heard = Consulting(post="group_leader", words="She would show her the price in confidence.")
        chief.consult(chief.read(request).asked(), heard)
        chief.rule(chief.read(request).asked(), _rulings(at_rung=True, show=True))
        opened = councillor.open(councillor.read(request).asked())
        assert {each.passage for each in opened.passages} >= {"wharfside-lease-price", "wharfside-lease-terms"}
        assert opened.file_held
        taken = councillor.file(councillor.read(request).asked(), tmp_path / "lease.pdf")
        assert (taken.pages, taken.form) == ("1-6", "inspection")
        with pikepdf.open(taken.path) as pdf:
            assert len(pdf.pages) == 6
        assert councillor.read(request).shown.documents[0].ruling == "granted"
    finally:
        for each in (councillor, director, proper, adviser, chief):
            each.close()


def test_another_councillor_reads_nothing_of_it(here: Town) -> None:
    with here.person("harkaway") as councillor, here.person("foxcombe") as other:
        request = _asked(here, councillor)
        assert request in {each.request_id for each in councillor.my_requests()}
        assert request not in {each.request_id for each in other.my_requests()}


def _asked(here: Town, councillor: Gatekeeper) -> str:
    document = here.names(lambda names: names.thing("document", "wharfside-lease"))
    asking = Asking(documents=(document,), purpose="I must speak and vote on it at the meeting.")
    assert councillor.pre_check(asking).documents[0].passages[0].outcome == "Available now"
    filed = councillor.submit(asking)
    opened = councillor.open(councillor.read(filed.request_id).asked())
    assert [each.passage for each in opened.passages] == ["wharfside-lease-open"]
    return filed.request_id


def _paragraphs(here: Town) -> list[str]:
    def listed(names: object) -> list[str]:
        document = names.thing("document", "wharfside-lease")  # type: ignore[attr-defined]
        register = names.register  # type: ignore[attr-defined]
        passages = [each.thing_id for each in register.all(tables.Passage, document_id=document)]
        return [each.thing_id for each in register.all(tables.Paragraph, passage_id=passages)]

    return here.names(listed)


def _need(*, necessary: bool) -> NeedFound:
    return NeedFound(
        council_document=True,
        held=True,
        identified=True,
        council_business=True,
        duty="To speak and vote on the report when it comes to the meeting.",
        why_now="The meeting is near, and the papers are out.",
        reasonably_necessary=necessary,
        least_form_that_suffices="inspection" if necessary else "briefing",
    )


def _refused(passage: str, authority: tuple[str, ...] = ()) -> PassageRuling:
    return PassageRuling(
        passage=passage,
        ruling="refused",
        grounds=("no_need_shown",),
        reasons="The figure alone is still being negotiated, and her vote on the principle does not need it.",
        alternatives_considered=("redacted_copy", "briefing"),
        need=_need(necessary=False),
        authority=authority,
    )


def _granted(passage: str, authority: tuple[str, ...] = ()) -> PassageRuling:
    return PassageRuling(
        passage=passage,
        ruling="granted",
        form="inspection",
        reasons="She votes on it, and reading it is enough for that.",
        alternatives_considered=("whole_copy", "briefing"),
        need=_need(necessary=True),
        authority=authority,
    )


def _rulings(*, at_rung: bool = False, show: bool = False) -> Rulings:
    authority = AUTHORITY if at_rung else ()
    price = (_granted if show else _refused)("wharfside-lease-price", authority)
    return Rulings(passages=(_granted("wharfside-lease-terms", authority), price))


def _advice() -> Advising:
    terms = Recommendation(passage="wharfside-lease-terms", recommends="granted", form="inspection")
    price = Recommendation(passage="wharfside-lease-price", recommends="refused")
    return Advising(
        words="The terms she needs for her vote; the price alone she does not need yet.", recommends=(terms, price)
    )
