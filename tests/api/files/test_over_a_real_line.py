"""Files over a real line: what happens while one is on its way, out or in, and what hostile callers do to others."""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream

from gatekeeper.documents import Store
from gatekeeper.services.files import Files, Intake
from tests.api.calling import COUNCIL, Service
from tests.api.files.filing import PDF, about, kept
from tests.api.serving import served
from tests.documents.papers import add_content, paper, spoiled
from tests.documents.spoiling import bomb, unpacking

SIX = paper(6)
pytestmark = pytest.mark.slow


def heavy(pdf: Pdf) -> None:
    """Three million bytes on each page, which no packing makes less."""
    for number, page in enumerate(pdf.pages, 1):
        image = Stream(pdf, os.urandom(3_000_000), Type=Name.XObject, Subtype=Name.Image, Width=1_000, Height=1_000)
        image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceRGB
        page.obj.Resources.XObject = Dictionary(Im=image)
        add_content(pdf, number, "q 50 0 0 50 100 100 cm /Im Do Q")


@contextmanager
def line(at: tuple[str, int]) -> Iterator[socket.socket]:
    """A line on which little can be under way at once."""
    with socket.socket() as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        opened.settimeout(20)
        opened.connect(at)
        yield opened


def ask(opened: socket.socket, method: str, path: str, token: str | None, **headers: str) -> None:
    said = {"Host": "gatekeeper.test"} | ({"Authorization": f"Bearer {token}"} if token else {}) | headers
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
    opened.sendall("\r\n".join(lines).encode())


def head(opened: socket.socket) -> tuple[str, bytes]:
    """The head of the answer, and what of its body came with it."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = opened.recv(4_096)
        assert more, data
        data += more
    said, _, rest = data.partition(b"\r\n\r\n")
    return said.decode(), rest


def rest_of(opened: socket.socket) -> int:
    """How many bytes still come until the line is closed."""
    count = 0
    try:
        while more := opened.recv(65_536):
            count += len(more)
    except ConnectionResetError:
        return count
    return count


def put_path(service: Service) -> str:
    return f"{COUNCIL}/documents/{service.world.id('document', 'part_exempt')}/file"


def putting(**more: str) -> dict[str, str]:
    return {"Content-Type": PDF, "Idempotency-Key": os.urandom(8).hex(), "If-Match": '"0"'} | more


def arriving(files: Files) -> list[Path]:
    return list((files.store.root / "arriving").glob("*"))


def test_r111_after_a_withdrawal_no_new_bytes_leave_of_a_file_that_is_on_its_way(service_on_each: Service) -> None:
    api = service_on_each
    kept(api, "part_exempt", spoiled(SIX, heavy))
    case = api.asked("c1", "part_exempt")
    with served(api.app) as at, line(at) as opened:
        ask(opened, "GET", f"{COUNCIL}/asked/{case[1]}/file", api.token("c1"))
        said, first = head(opened)
        found = re.search(r"(?i)content-length: (\d+)", said)
        assert found is not None
        assert said.startswith("HTTP/1.1 200")
        assert api.step("c1", case, "withdraw", {}).status_code == 200
        came = len(first) + rest_of(opened)
        assert came < int(found[1])
    (cut,) = about(api, "part_exempt", "file:cut_off")
    (released,) = about(api, "part_exempt", "file:released")
    assert cut["refers_to"] == [released["number"]]
    assert 0 < cut["after"]["bytes"] < int(found[1])
    assert api.get(f"/asked/{case[1]}/file").status_code in {403, 404}


def test_r102_whoever_hangs_up_after_the_entry_has_an_entry_and_holds_nobody_up(service: Service) -> None:
    kept(service, "part_exempt", spoiled(SIX, heavy))
    path = f"{COUNCIL}/library/{service.world.id('document', 'part_exempt')}/file"
    with served(service.app) as at:
        with line(at) as opened:
            ask(opened, "GET", path, service.token("c1"))
            head(opened)
        assert len(about(service, "part_exempt", "file:released")) == 1
        assert httpx.get(f"http://{at[0]}:{at[1]}/health").status_code == 200


def test_r163_while_a_bomb_is_looked_at_the_others_are_answered(service: Service) -> None:
    data, statuses = bomb(unpacking), list[int]()

    def attacks(address: str) -> None:
        signed = putting(Authorization=f"Bearer {service.token('proper')}")
        statuses.append(httpx.put(address + put_path(service), content=data, headers=signed, timeout=60).status_code)

    with served(service.app) as at:
        address = f"http://{at[0]}:{at[1]}"
        attackers = [threading.Thread(target=attacks, args=(address,)) for _ in range(3)]
        for each in attackers:
            each.start()
        waits = []
        while any(each.is_alive() for each in attackers):
            began = time.monotonic()
            bearer = {"Authorization": f"Bearer {service.token('c1')}"}
            assert httpx.get(f"{address}{COUNCIL}/me", headers=bearer, timeout=20).status_code == 200
            waits.append(time.monotonic() - began)
            time.sleep(0.05)
        assert waits
        assert max(waits) < 5
    assert set(statuses) <= {422, 503}, "refused, or told to come again"
    assert 422 in statuses


def test_r171_a_file_that_drips_in_is_ended_and_nothing_of_it_stays(service: Service, tmp_path: Path) -> None:
    files = Files(Store(tmp_path / "store"), intake=Intake(patience=1.0, rate=1_000))
    service.app.state.place = replace(service.app.state.place, files=files)
    with served(service.app) as at, line(at) as opened:
        more = putting(**{"Content-Length": "100000"})
        ask(opened, "PUT", put_path(service), service.token("proper"), **more)
        began = time.monotonic()
        dripping = threading.Thread(target=_drip, args=(opened,))
        dripping.start()
        said, _ = head(opened)
        assert said.startswith("HTTP/1.1 408")
        assert time.monotonic() - began < 10
        dripping.join(10)
    assert arriving(files) == []


def _drip(opened: socket.socket) -> None:
    try:
        for _ in range(100):
            opened.sendall(b"x")
            time.sleep(0.1)
    except OSError:
        return


def test_r171_more_bytes_than_may_come_are_refused_as_they_come(service: Service, tmp_path: Path) -> None:
    files = Files(Store(tmp_path / "store"), intake=Intake(most=100_000))
    service.app.state.place = replace(service.app.state.place, files=files)
    endless = (b"x" * 1_000 for _ in range(10_000))
    signed = putting(Authorization=f"Bearer {service.token('proper')}")
    with served(service.app) as at:
        answer = httpx.put(f"http://{at[0]}:{at[1]}{put_path(service)}", content=endless, headers=signed)
    assert answer.status_code == 413
    assert arriving(files) == []


def test_r171_two_thousand_million_bytes_are_refused_by_their_announcement(service: Service) -> None:
    with served(service.app) as at:
        for token, status in ((service.token("proper"), 413), (None, 401), (service.token("c2"), 403)):
            with line(at) as opened:
                more = putting(**{"Content-Length": "2000000000"})
                ask(opened, "PUT", put_path(service), token, **more)
                assert head(opened)[0].startswith(f"HTTP/1.1 {status}")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the most memory that was used")
def test_r171_a_hundred_million_bytes_do_not_fill_the_memory(service: Service) -> None:
    resource = pytest.importorskip("resource")
    block = b"%PDF-1.7\n" + bytes(1_000_000)
    signed = putting(Authorization=f"Bearer {service.token('proper')}")
    with served(service.app) as at:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        address = f"http://{at[0]}:{at[1]}{put_path(service)}"
        answer = httpx.put(address, content=(block for _ in range(100)), headers=signed, timeout=60)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert answer.status_code == 422
    assert (after - before) * 1_024 < 40_000_000
