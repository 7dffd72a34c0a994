"""A file put to a document of the register: by whom, looked through, kept unchanged, and never named before it lies."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pikepdf import Dictionary, Name, Pdf, String

from gatekeeper.documents import Store
from gatekeeper.services.files import Files, Intake
from gatekeeper.storage import tables
from tests.api.calling import COUNCIL, Service, alike
from tests.api.files.filing import PDF, about, entries, from_library, given, kept, put
from tests.api.programs import as_program
from tests.documents.papers import canary, paper, spoiled
from tests.documents.spoiling import bomb, huge_image, locked, many_pages, nested, packed, unpacking
from tests.services.world_making import Making

SIX = paper(6)


def lying(api: Service) -> list[Path]:
    """Every file that lies in the store, of whatever kind."""
    return [path for path in api.app.state.place.files.store.root.rglob("*") if path.is_file()]


def row_of(api: Service, code: str) -> tables.StoredFile | None:
    wanted = api.world.id("document", code)
    return api.world.read(lambda register: next(iter(register.all(tables.StoredFile, document_id=wanted)), None))


def pages_of(api: Service, code: str) -> int | None:
    """How many pages the register says that a document has."""
    row = api.world.read(lambda register: register.one(tables.Document, api.world.id("document", code)))
    assert row is not None
    return row.page_count


def with_files(api: Service, files: Files) -> None:
    api.app.state.place = replace(api.app.state.place, files=files)


def test_a_file_is_kept_unchanged_under_a_random_name_with_its_hash(service_on_each: Service) -> None:
    api = service_on_each
    told = kept(api, "part_exempt", SIX)
    row = row_of(api, "part_exempt")
    assert row is not None
    (path,) = lying(api)
    assert (path.name, path.read_bytes()) == (row.kept_as, SIX)
    assert row.sha256 == told["sha256"] == hashlib.sha256(SIX).hexdigest()
    assert (told["page_count"], told["findings"], told["told"]) == (6, [], [])
    assert told["version"] == row.entry
    (received,) = entries(api, f"copy:{row.sha256}")
    assert received["person"] == f"person:{api.world.id('person', 'proper')}"
    assert received["number"] < row.entry


def test_the_number_of_pages_is_recorded_where_it_was_not_known(service: Service) -> None:
    kept(service, "working_paper", paper(3))
    assert pages_of(service, "working_paper") == 3


def test_passages_that_lie_beyond_the_file_are_told_and_nothing_in_the_register_is_bent(service: Service) -> None:
    told = kept(service, "part_exempt", paper(4))["told"]
    assert any("has 4" in each and "6 pages" in each for each in told)
    assert sum("beyond the last" in each for each in told) == 2
    assert pages_of(service, "part_exempt") == 6


@pytest.mark.parametrize("who", ["proper", "d1"])
def test_the_proper_officer_and_whoever_has_the_document_file_it(service: Service, who: str) -> None:
    assert put(service, "part_exempt", SIX, who).status_code == 200


@pytest.mark.parametrize("who", ["c1", "d2", "mo", "chief", "clerk", "administrator", "leader"])
def test_nobody_else_files_it_and_no_byte_is_kept(service: Service, who: str) -> None:
    assert put(service, "part_exempt", SIX, who).status_code in {403, 404}
    knows_every_title = who == "mo"
    assert put(service, "hidden", SIX, who).status_code == (403 if knows_every_title else 404)
    assert lying(service) == []
    assert row_of(service, "part_exempt") is None


def test_a_document_that_she_may_not_know_of_answers_like_one_that_is_not_there(service: Service) -> None:
    signed = {"Authorization": f"Bearer {service.token('c1')}", "Content-Type": PDF}
    headers = signed | {"Idempotency-Key": "k", "If-Match": '"0"'}
    paths = [f"{COUNCIL}/documents/{each}/file" for each in (service.world.id("document", "hidden"), "f" * 32)]
    assert alike(service.send("PUT", path, headers=headers, content=SIX) for path in paths)
    assert alike(service.send("GET", path, headers=signed) for path in paths)


def test_an_administrator_who_is_also_proper_officer_files_nothing(service: Service) -> None:
    service.world.make(lambda making: making.appoint("administrator", "proper-officer"))
    assert put(service, "part_exempt", SIX, "administrator").status_code == 403


def test_a_program_files_where_it_may_write_and_nowhere_else(service: Service) -> None:
    statuses = []
    for council in ("southmere", "northmere"):
        with as_program(service, "importer", council) as token:
            bearer = {"Authorization": f"Bearer {token}"}
            statuses.append(put(service, "part_exempt", SIX, headers=bearer).status_code)
    assert statuses == [404, 200]
    (received,) = about(service, "part_exempt", "file:received")
    assert received["person"] is None
    assert "program:importer" in received["subjects"]


def test_r109_the_same_put_sent_again_has_one_effect_and_the_same_answer(service_on_each: Service) -> None:
    api = service_on_each
    first = put(api, "part_exempt", SIX, headers={"Idempotency-Key": "once"})
    again = put(api, "part_exempt", SIX, headers={"Idempotency-Key": "once"})
    other = put(api, "part_exempt", paper(5), version=first.json()["version"], headers={"Idempotency-Key": "once"})
    assert (first.text, first.status_code) == (again.text, again.status_code)
    assert other.status_code == 409
    assert len(about(api, "part_exempt", "file:received")) == 1
    assert len(lying(api)) == 1


def test_r115_a_file_replaces_only_the_one_that_the_caller_has_before_her(service: Service) -> None:
    version = kept(service, "part_exempt", SIX)["version"]
    signed = {"Authorization": f"Bearer {service.token('proper')}"}
    path = f"{COUNCIL}/documents/{service.world.id('document', 'part_exempt')}/file"
    shown = service.send("GET", path, headers=signed)
    assert shown.headers["etag"] == f'"{version}"'
    assert shown.json()["sha256"] == hashlib.sha256(SIX).hexdigest()
    later = spoiled(SIX, lambda pdf: pdf.docinfo.update({"/Subject": "x"}))
    assert put(service, "part_exempt", later).status_code == 412
    assert put(service, "part_exempt", later, version=version, query="?passages_fit=yes").status_code == 200
    assert len(lying(service)) == 2, "what was decided on the earlier file can still be looked up"


def test_without_a_key_or_a_version_nothing_is_taken(service: Service) -> None:
    path = f"{COUNCIL}/documents/{service.world.id('document', 'part_exempt')}/file"
    usual = {"Authorization": f"Bearer {service.token('proper')}", "Content-Type": PDF}
    for more, status in (({"If-Match": '"0"'}, 400), ({"Idempotency-Key": "k"}, 428)):
        assert service.send("PUT", path, headers=usual | more, content=SIX).status_code == status
    assert put(service, "part_exempt", SIX, headers={"If-Match": "*"}).status_code == 422


def macro_document() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as packed_file:
        packed_file.writestr("word/vbaProject.bin", b"AutoOpen")
        packed_file.writestr("[Content_Types].xml", "<Types/>")
    return made.getvalue()


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CONFUSED = {
    "a web page": b"<html><script>1</script>",
    "a Word document with a macro": macro_document(),
    "a test virus": EICAR,
    "a program and a PDF": b"MZ" + SIX,
    "a PDF and an archive": SIX + macro_document(),
    "a PDF and a script": b"%PDF-1.7 <HTML><script>1</script>\n" + SIX,
    "a locked PDF": locked(),
    "half a PDF": SIX[: len(SIX) // 2],
    "nothing": b"",
}


@pytest.mark.parametrize("what", CONFUSED)
def test_r160_what_is_no_plain_pdf_is_refused_whatever_it_is_called(service: Service, what: str) -> None:
    answer = put(service, "part_exempt", CONFUSED[what])
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("file-refused")
    assert answer.json()["problems"]
    assert lying(service) == []
    assert row_of(service, "part_exempt") is None


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", "application/pdf; charset=utf-8", ""])
def test_r160_a_body_that_is_not_called_a_pdf_is_not_looked_at(service: Service, kind: str) -> None:
    assert put(service, "part_exempt", SIX, headers={"Content-Type": kind}).status_code == 415


def acting(pdf: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    pdf.Root.OpenAction, pdf.Root.AA = script, Dictionary(WC=script)
    for page, kind in zip(pdf.pages, ("/Launch", "/SubmitForm", "/GoToR", "/RichMediaExecute"), strict=False):
        page.obj.AA = Dictionary(O=Dictionary(S=Name(kind), F=String("cmd.exe")))
    pdf.attachments["evil.exe"] = b"MZ"


def test_r161_what_acts_by_itself_is_kept_and_told_and_none_of_it_leaves(service: Service) -> None:
    told = kept(service, "part_exempt", spoiled(SIX, acting))
    assert {each["kind"] for each in told["findings"]} == {"active"}
    found = {each["detail"] for each in told["findings"]}
    assert {"/JavaScript", "/Launch", "/SubmitForm", "/GoToR", "/EmbeddedFiles"} <= found
    answer = from_library(service, "part_exempt")
    data = given(answer)
    assert not [each for each in found if each.encode() in data]
    assert b"evil" not in data
    assert b"app.alert" not in data
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("spoil", [many_pages, packed(4), unpacking, huge_image, nested])
def test_r163_a_bomb_is_refused_and_the_service_goes_on(service: Service, spoil: object) -> None:
    answer = put(service, "part_exempt", bomb(spoil))  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert lying(service) == []
    assert put(service, "part_exempt", SIX).status_code == 200


def test_r171_what_is_too_large_is_refused_by_its_announcement_and_by_its_bytes(
    service: Service, tmp_path: Path
) -> None:
    with_files(service, Files(Store(tmp_path / "small"), intake=Intake(most=3_000)))
    announced = put(service, "part_exempt", SIX)
    assert (announced.status_code, announced.headers["connection"]) == (413, "close")
    assert put(service, "part_exempt", SIX, headers={"Content-Length": "-1"}).status_code == 413
    assert lying(service) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\windows", "CON", ".htaccess", "a\x00b", "x" * 300])
def test_r159_no_name_that_is_sent_becomes_a_name_in_the_store(service: Service, name: str) -> None:
    said = f'attachment; filename="{name}"'.encode("latin-1", "replace").replace(b"\x00", b"").decode("latin-1")
    assert put(service, "part_exempt", SIX, headers={"Content-Disposition": said}).status_code == 200
    (path,) = lying(service)
    row = row_of(service, "part_exempt")
    assert row is not None
    assert path.name == row.kept_as
    assert len(bytes.fromhex(path.name)) == 16


def test_the_same_file_again_is_no_change(service: Service) -> None:
    first = kept(service, "part_exempt", SIX)
    again = put(service, "part_exempt", SIX, version=first["version"], headers={"Idempotency-Key": uuid.uuid4().hex})
    assert again.json() == first
    assert len(lying(service)) == 1


def test_r137_where_recording_fails_the_row_is_not_there_and_the_file_is_taken_out_again(service: Service) -> None:
    def removed(making: Making) -> None:
        making.changes.remove(tables.Document, making.id("document", "secret_title"))

    path = f"{COUNCIL}/documents/{service.world.id('document', 'secret_title')}/file"
    service.world.make(removed)
    headers = {"Authorization": f"Bearer {service.token('proper')}", "Content-Type": PDF}
    answer = service.send("PUT", path, headers=headers | {"If-Match": '"0"', "Idempotency-Key": "k"}, content=SIX)
    assert answer.status_code == 404
    assert put(service, "part_exempt", SIX, version=7).status_code == 412
    assert lying(service) == []


def found(api: Service, page: int) -> int:
    """In how many documents of her library the word of that page is found."""
    return len(api.get(f"/library?q={canary(page)}").json()["items"])


def test_words_of_a_file_that_was_put_are_found_on_open_pages_alone_and_go_with_it(service_on_each: Service) -> None:
    api = service_on_each
    version = kept(api, "part_exempt", SIX)["version"]
    assert [found(api, page) for page in (1, 5, 6)] == [1, 0, 1]
    assert put(api, "part_exempt", paper(4), version=version).status_code == 200
    assert [found(api, page) for page in (1, 5, 6)] == [0, 0, 0], "it does not fit the register"
