"""Files through the client: the open pages to whoever may see them, whole and right; and a file put to a document."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from gatekeeper.client import Changed, Garbled, Gatekeeper, NotTaken, NotThere, NotYours, Patience
from gatekeeper.client.calling import Asked
from gatekeeper.client.commands import Asking
from tests.client.servers import Says, Server, scripted
from tests.client.serving import Running

DATA = b"%PDF-1.7 not really"
ASKED = Asked("a", "r", '"the-tag"')


def pdf(path: Path, pages: int = 6) -> Path:
    """A real PDF of so many blank pages."""
    made, target = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(target)
    path.write_bytes(target.getvalue())
    return path


@pytest.fixture
def server() -> Iterator[Server]:
    with scripted() as found:
        yield found


def client(server: Server) -> Gatekeeper:
    return Gatekeeper(server.address, "northmere", token="t", patience=Patience(tries=2, seconds=1))


def sent(data: bytes = DATA, said: bytes = DATA, kind: str = "application/pdf", breaks: int | None = None) -> Says:
    """An answer that carries a file, and says of it whatever hash."""
    digest = base64.b64encode(hashlib.sha256(said).digest()).decode()
    headers = {"Content-Type": kind, "Repr-Digest": f"sha-256=:{digest}:", "Gatekeeper-Entry": "12"}
    return Says(data, headers=headers, breaks=breaks)


def test_a_file_is_put_and_its_open_pages_are_read(service: Running, tmp_path: Path) -> None:
    document = service.world.id("document", "part_exempt")
    original, to = pdf(tmp_path / "original.pdf"), tmp_path / "read.pdf"
    with service.client("proper") as proper:
        kept = proper.file_kept(document)
        assert not kept.shown.held
        done = proper.upload(document, original, over=kept)
        assert done.sha256 == hashlib.sha256(original.read_bytes()).hexdigest()
        with pytest.raises(Changed):
            proper.upload(document, original, over=kept)
        assert proper.file_kept(document).shown.held
    with service.client() as councillor:
        filed = councillor.submit(Asking(documents=(document,)))
        taken = councillor.file(councillor.read(filed.request_id).asked(), to)
    assert taken.entry
    assert taken.sha256 == hashlib.sha256(to.read_bytes()).hexdigest() != done.sha256
    with pikepdf.open(to) as read:
        assert 0 < len(read.pages) < 6


def test_whoever_does_not_keep_the_register_puts_no_file(service: Running) -> None:
    document = service.world.id("document", "open_report")
    with service.client() as councillor, pytest.raises((NotYours, NotThere)):
        councillor.file_kept(document)


def test_what_is_no_pdf_is_told_with_what_was_found(service: Running, tmp_path: Path) -> None:
    document, wrong = service.world.id("document", "open_report"), tmp_path / "page.pdf"
    wrong.write_text("<html><script>alert(1)</script></html>")
    with service.client("proper") as proper, pytest.raises(NotTaken):
        proper.upload(document, wrong, over=proper.file_kept(document))


def test_a_file_that_is_not_what_the_service_sent_is_not_kept(server: Server, tmp_path: Path) -> None:
    to = tmp_path / "file.pdf"
    for wrong in (
        sent(said=b"another"),
        sent(kind="text/html"),
        Says(DATA, headers={"Content-Type": "application/pdf"}),
    ):
        server.says(wrong)
        with client(server) as gatekeeper, pytest.raises(Garbled):
            gatekeeper.file(ASKED, to)
        assert list(tmp_path.iterdir()) == []


def test_a_file_that_breaks_off_is_taken_again_from_its_beginning(server: Server, tmp_path: Path) -> None:
    server.says(sent(breaks=7), sent())
    with client(server) as gatekeeper:
        taken = gatekeeper.file(ASKED, tmp_path / "file.pdf")
    assert (taken.path.read_bytes(), taken.size, taken.entry) == (DATA, len(DATA), 12)
    assert [each.name for each in tmp_path.iterdir()] == ["file.pdf"]
    assert taken.path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_already_is_never_written_over(server: Server, tmp_path: Path) -> None:
    to = tmp_path / "file.pdf"
    to.write_text("mine")
    with client(server) as gatekeeper, pytest.raises(FileExistsError):
        gatekeeper.file(ASKED, to)
    assert to.read_text() == "mine"
    assert not server.heard


def test_an_upload_that_breaks_off_is_sent_again_whole_under_the_same_key(server: Server, tmp_path: Path) -> None:
    original = pdf(tmp_path / "original.pdf")
    data = original.read_bytes()
    told = {"document_id": "d", "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "version": 1}
    told |= {"media_type": "application/pdf", "page_count": 6, "findings": [], "told": []}
    shown = Says({"document_id": "d", "held": False}, headers={"ETag": '"0"'})
    server.says(shown, Says(told, breaks=3), Says(told))
    with client(server) as gatekeeper:
        gatekeeper.upload("d", original, over=gatekeeper.file_kept("d"))
    _, first, again = server.heard
    assert first.body == again.body == data
    assert first.headers["idempotency-key"] == again.headers["idempotency-key"]
    assert (again.headers["if-match"], again.headers["content-length"]) == ('"0"', str(len(data)))
