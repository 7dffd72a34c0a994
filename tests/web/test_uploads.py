"""The file of a document is put by whoever files it: looked through, kept and entered, or refused in plain words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pikepdf import Dictionary, Name, Pdf, String

from gatekeeper.services.files import Files, Intake
from gatekeeper.storage import tables
from gatekeeper.web.app import create_pages
from tests.auth.world import World as Issuer
from tests.documents.papers import paper, spoiled
from tests.documents.spoiling import TWO, bomb, locked, packed
from tests.services.files.putting import lying, put
from tests.services.world_databases import little_world
from tests.web.visiting import ADDRESS, HOME, Browser, Shown, Site, site_of

SIX = paper(6)


@pytest.fixture
def small(issuer: Issuer, tmp_path: Path) -> Iterator[Site]:
    """The pages of a council that takes files of at most 60,000 bytes."""
    with little_world("sqlite", tmp_path, "wbc") as world:
        site = site_of(world, issuer, tmp_path)
        place = replace(site.place, files=replace(site.place.files, intake=Intake(most=60_000)))
        yield replace(site, place=place, app=create_pages(place))


def place(site: Site, code: str = "working_paper") -> str:
    return f"{HOME}documents/{site.world.id('document', code)}/file"


def kept(site: Site, code: str = "working_paper") -> list[tuple[int | None, int]]:
    """The pages and bytes of the file that the register names for a document."""
    document = site.world.id("document", code)
    found = site.world.read(lambda register: register.all(tables.StoredFile, document_id=document))
    return [(each.page_count, each.size) for each in found]


def sent(browser: Browser, page: Shown, data: bytes, **fields: str) -> Shown:
    return browser.upload(page, ("file", "report.pdf", data), **fields)


def opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


@pytest.mark.parametrize("who", ["proper", "d1"])
def test_whoever_files_puts_a_file_and_it_is_kept_and_entered(site: Site, who: str) -> None:
    browser = site.sign_in(who)
    page = browser.get(place(site))
    assert "None yet" in page.words
    after = sent(browser, page, SIX)
    assert (after.path.split("?")[0], after.heading[-17:]) == (place(site)[:-4] + "passages", "Mark the passages")
    assert "The file is taken and kept." in after.words
    assert kept(site) == [(6, len(SIX))]
    assert "A file of 6 pages" in browser.get(place(site)).words


def test_what_makes_it_act_by_itself_is_kept_and_told(site: Site) -> None:
    browser = site.sign_in("proper")
    after = sent(browser, browser.get(place(site)), spoiled(TWO, opening))
    assert "acts by itself" in after.words
    assert kept(site)[0][0] == 2


REFUSED: list[tuple[bytes, str]] = [
    (b"", "Choose the file"),
    (b"<html>", "It is no PDF that can be kept"),
    (b"MZ" + TWO, "no PDF by its content"),
    (locked(), "without a password"),
    (TWO[:-40], "It is no PDF that can be kept"),
    (TWO[:200] + b"\n%%EOF\n", "a part of it is missing or damaged"),
    (bomb(packed(4)), "packed over and over"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_r160_what_cannot_be_kept_is_refused_in_the_error_summary_and_nothing_is_kept(
    site: Site, data: bytes, said: str
) -> None:
    browser = site.sign_in("proper")
    page = sent(browser, browser.get(place(site)), data)
    assert (page.status, page.title[:6]) == (422, "Error:")
    assert said in page.words
    assert "#field-file" in [href for href, _ in page.links]
    assert kept(site) == []
    assert lying(site.place.files) == []


def test_r171_a_file_that_is_too_large_is_refused_in_the_error_summary(small: Site) -> None:
    browser = small.sign_in("proper")
    for size in (60_001, 1_200_000):
        page = sent(browser, browser.get(place(small)), SIX + b"\x00" * size)
        assert (page.status, page.title[:6]) == (413, "Error:")
        assert "it is larger than" in page.words
        assert page.headers["connection"] == "close"
    assert lying(small.place.files) == []


def test_r171_what_is_said_to_be_small_and_is_not_is_cut_off(small: Site) -> None:
    browser = small.sign_in("proper")

    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        for _ in range(2_000):
            yield b"0" * 65_536
        raise AssertionError("it was taken to its end")

    headers = {"Origin": ADDRESS, "Content-Type": "multipart/form-data; boundary=x"}
    answer = browser.send("POST", place(small), headers=headers, content=endless())
    assert answer.status_code == 413


def test_r171_nothing_is_read_of_a_file_of_somebody_who_may_not_file(site: Site) -> None:
    read: list[str] = []

    async def never() -> AsyncIterator[bytes]:
        read.append("a byte of it")
        yield b"--x"

    headers = {"Origin": ADDRESS, "Content-Type": "multipart/form-data; boundary=x"}
    for browser, status in ((site.sign_in("c1"), 403), (site.sign_in("c2"), 403), (site.stranger(), 303)):
        answer: httpx.Response = browser.send("POST", place(site), headers=headers, content=never())
        assert answer.status_code == status
    answer = site.sign_in("c1").send("POST", place(site, "hidden"), headers=headers, content=never())
    assert answer.status_code == 404
    assert read == []


def test_a_file_without_the_token_of_the_session_is_not_taken(site: Site) -> None:
    browser = site.sign_in("proper")
    headers = {"Origin": ADDRESS}
    answer = browser.send(
        "POST", place(site), headers=headers, data={"csrf": "wrong"}, files={"file": ("a.pdf", SIX, "application/pdf")}
    )
    assert answer.status_code == 403
    assert kept(site) == []


def test_a_new_print_is_kept_only_once_somebody_says_that_the_passages_fit(site: Site) -> None:
    put(site.world, site.place.files, "part_exempt", SIX)
    browser, other = site.sign_in("proper"), paper(6, lambda canvas, _: canvas.drawString(72, 400, "Another print"))
    page = browser.get(place(site, "part_exempt"))
    again = sent(browser, page, other)
    assert again.status == 422
    assert "Compare the pages of the passages" in again.words
    assert kept(site, "part_exempt") == [(6, len(SIX))]
    sent(browser, again, other, passages_fit="yes")
    assert kept(site, "part_exempt") == [(6, len(other))]


def test_a_print_of_another_length_is_kept_and_the_page_says_that_nothing_leaves_until_the_register_fits(
    site: Site,
) -> None:
    put(site.world, site.place.files, "part_exempt", SIX)
    browser = site.sign_in("proper")
    after = sent(browser, browser.get(place(site, "part_exempt")), paper(7), passages_fit="yes")
    assert "the document has 6 pages, and the kept file has 7" in after.words
    assert kept(site, "part_exempt")[0][0] == 7


def test_a_file_that_another_has_replaced_meanwhile_is_told(site: Site) -> None:
    first, second = site.sign_in("proper"), site.sign_in("d1")
    page = first.get(place(site))
    sent(second, second.get(place(site)), SIX)
    stale = sent(first, page, paper(2))
    assert stale.status == 412
    assert "another file is kept of the document by now" in stale.words
    assert kept(site) == [(6, len(SIX))]


def test_sent_twice_it_is_kept_once(site: Site) -> None:
    browser = site.sign_in("proper")
    page = browser.get(place(site))
    assert sent(browser, page, SIX).status == sent(browser, page, SIX).status == 200
    assert len(lying(site.place.files)) == 1


def test_nothing_of_an_upload_stays_behind(site: Site) -> None:
    browser = site.sign_in("proper")
    sent(browser, browser.get(place(site)), SIX)
    sent(browser, browser.get(place(site)), b"<html>")
    files: Files = site.place.files
    assert [path for path in lying(files) if path.parent.name == "arriving"] == []
