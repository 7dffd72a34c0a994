"""Where there is no room nothing is half kept, what was kept is still given, and it goes on when there is room."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from gatekeeper.documents import Limits, Store
from gatekeeper.services.files import Files
from tests.api.calling import Service
from tests.api.files.filing import about, from_library, given, kept, put
from tests.documents.papers import paper

MOST = 40_000_000


@contextmanager
def no_file_larger_than(most: int) -> Iterator[None]:
    """A limit of the system on every file that this process writes: a disk that is full for large ones."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_r130_where_a_file_cannot_be_written_nothing_of_it_stays_and_reading_goes_on(service: Service) -> None:
    kept(service, "part_exempt", paper(6))
    files: Files = service.app.state.place.files
    with no_file_larger_than(MOST):
        answer = put(service, "working_paper", b"%PDF-1.7\n" + bytes(MOST + 1))
        assert answer.status_code == 507
        assert answer.json()["remedy"]
        assert list((files.store.root / "arriving").iterdir()) == []
        given(from_library(service, "part_exempt"))
    kept(service, "working_paper", paper(2))


def test_r163_pages_that_take_too_much_are_refused_once_and_not_tried_again_at_once(
    service: Service, tmp_path: Path
) -> None:
    files = Files(Store(tmp_path / "store"))
    service.app.state.place = replace(service.app.state.place, files=files)
    kept(service, "part_exempt", paper(6))
    short = replace(files, limits=Limits(wall_seconds=0.01))
    service.app.state.place = replace(service.app.state.place, files=short)
    assert from_library(service, "part_exempt").status_code == 409
    service.app.state.place = replace(service.app.state.place, files=files)
    assert from_library(service, "part_exempt").status_code == 409
    whys = [each["after"] for each in about(service, "part_exempt", "file:not_released")]
    assert whys == [{"why": "pages"}, {"why": "pages"}]
