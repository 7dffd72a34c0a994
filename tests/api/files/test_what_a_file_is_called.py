"""R159: what a file that leaves is called: never a path, a header, a system's own name, or a title she may not know."""

from __future__ import annotations

from email.message import Message
from io import BytesIO
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from gatekeeper.doors.sending import disposition
from gatekeeper.storage import tables
from gatekeeper.storage.register import Changes, content
from tests.api.calling import Service
from tests.api.files.filing import from_library, kept
from tests.api.files.filing import given as given_file
from tests.documents.papers import paper

HOSTILE = (
    "../../etc/passwd",
    "..\\..\\windows\\system32",
    "C:\\boot.ini",
    "CON",
    "nul.txt",
    "report.pdf\r\nSet-Cookie: a=b",
    'x"; filename="evil.exe',
    ".htaccess",
    "a\x00b",
    "x" * 300,
    "\u202efdp.exe",
    "Straße – “Mühle”",
    "会議",
    "",
    " . ",
    "%2e%2e%2f",
)


def names(header: str) -> tuple[str, str]:
    """Both names of a header, as a browser reads them."""
    message = Message()
    message["Content-Disposition"] = header
    plain = message.get_param("filename", header="Content-Disposition")
    assert isinstance(plain, str)
    return plain, unquote(header.partition("filename*=UTF-8''")[2], errors="strict")


def harmless(header: str) -> bool:
    plain, full = names(header)
    good = header.isascii() and header.isprintable() and plain.endswith(".pdf") and full.endswith(".pdf")
    bad = {"/", "\\", ":", '"', "*", "?", "<", ">", "|", "\x00", "\r", "\n", "\u202e"}
    reserved = {"con", "nul", "prn", "aux"}
    return good and not any(
        set(each) & bad or each.startswith((".", " ")) or each.split(".")[0].casefold() in reserved or len(each) > 110
        for each in (plain, full)
    )


@pytest.mark.parametrize("label", HOSTILE)
def test_r159_no_title_becomes_a_path_or_another_header(label: str) -> None:
    assert harmless(disposition("attachment", label))


@given(st.text(max_size=320))
def test_r159_whatever_a_title_is_its_name_is_harmless(label: str) -> None:
    assert harmless(disposition("inline", label))


def test_r159_a_title_is_still_read_as_it_is() -> None:
    header = disposition("attachment", "Straße – Mühle")
    assert names(header) == ("Strae Muhle.pdf", "Straße – Mühle.pdf")
    assert header.startswith("attachment; ")


def entitled(service: Service, code: str, **says: object) -> None:
    """Let the register say this of a document."""

    def changed(changes: Changes) -> None:
        row = service.world.read(lambda register: register.one(tables.Document, service.world.id("document", code)))
        assert row is not None
        whole = {name: value for name, value in content(row).items() if name not in ("thing_id", "council_id")}
        changes.put(tables.Document, row.thing_id, **whole | says)

    service.world.change(changed)


@pytest.mark.parametrize("label", ["../../etc/passwd", 'x"; filename="evil.exe', "CON"])
def test_r159_a_hostile_title_of_the_register_harms_nobody(service: Service, label: str) -> None:
    kept(service, "part_exempt", paper(6))
    entitled(service, "part_exempt", title=label)
    answer = from_library(service, "part_exempt")
    given_file(answer)
    assert harmless(answer.headers["content-disposition"])


def test_r159_a_title_that_she_may_not_know_is_nowhere_in_what_leaves(service: Service) -> None:
    kept(service, "part_exempt", paper(6))
    hidden = {"title": "Dismissal of the Head of Parks", "title_known": False, "public_label": "A staffing matter"}
    entitled(service, "part_exempt", **hidden)
    answer = from_library(service, "part_exempt")
    data = given_file(answer)
    assert names(answer.headers["content-disposition"])[1] == "A staffing matter.pdf"
    with Pdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A staffing matter"
    everything = data + repr(answer.headers).encode()
    assert b"Dismissal" not in everything
    assert "Dismissal".encode("utf-16-be") not in everything
