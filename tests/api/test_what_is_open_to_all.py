"""What anybody may read without a token is what the guide lists, and the description says what the service does."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from anyio.to_thread import current_default_thread_limiter

from gatekeeper.api import Api, create_app
from gatekeeper.api.routes.open_to_all import OPEN
from gatekeeper.services.door import DatabaseWatch
from gatekeeper.storage import tables
from tests.api.calling import Service
from tests.api.test_nobody_without_a_token import WRITTEN_LIST

TABLES = {name for name in vars(tables) if name[0].isupper()}


@pytest.mark.parametrize(
    "path",
    ["/docs", "/redoc", "/metrics", "/debug", "/.git/config", "/admin", "/docs/oauth2-redirect", "/", "/councils"],
)
def test_r020_nothing_else_is_openly_reachable(steady: Service, path: str) -> None:
    assert steady.send("GET", path).status_code == 404


def test_the_written_list_is_the_one_in_the_program_and_in_the_guide(project: Path) -> None:
    guide = (project / "docs" / "api.md").read_text(encoding="utf-8")
    assert WRITTEN_LIST == OPEN
    assert all(f"`{path}`" in guide for path in WRITTEN_LIST)


def test_health_and_readiness_tell_the_truth(service: Service) -> None:
    assert service.send("GET", "/health").json() == {"alive": True}
    assert service.get("/me").status_code == 200
    assert service.send("GET", "/ready").json() == {"ready": True, "database": "answers", "issuer": "fresh"}


async def with_every_thread_at_work(app: Api) -> list[int]:
    """What all that is open to all answers within a second while no thread is free."""
    threads = current_default_thread_limiter()
    for number in range(int(threads.total_tokens)):
        threads.acquire_on_behalf_of_nowait(number)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://gatekeeper.test") as client:
        async with asyncio.timeout(1):
            return [(await client.get(path)).status_code for path in sorted(OPEN)]


def test_with_every_thread_at_work_health_and_readiness_are_told_at_once(service: Service) -> None:
    assert service.get("/me").status_code == 200, "the keys are fetched"
    place = service.app.state.place
    with DatabaseWatch(place.engine).watching() as watch:
        app = create_app(replace(place, watch=watch))
        assert asyncio.run(with_every_thread_at_work(app)) == [200, 200, 200]


def test_r020_health_and_readiness_name_nothing_of_the_installation(steady: Service) -> None:
    assert set(steady.send("GET", "/ready").json()) == {"ready", "database", "issuer"}


def test_where_the_database_is_gone_nothing_is_answered_but_when_to_try_again(service: Service) -> None:
    with service.world.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE council RENAME TO gone")
    answer, ready = service.get("/me"), service.send("GET", "/ready")
    with service.world.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO council")
    assert (answer.status_code, ready.status_code) == (503, 503)
    assert int(answer.headers["retry-after"]) > 0
    assert "council" not in answer.text
    assert ready.json()["database"] == "away"
    assert service.get("/me").status_code == 200


def test_the_description_is_openapi_3_1_and_every_operation_names_its_problems(steady: Service) -> None:
    said = steady.send("GET", "/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert "ProblemDocument" in said["components"]["schemas"]
    assert said["components"]["securitySchemes"]["council_sign_in"]["type"] == "openIdConnect"
    for path, operations in said["paths"].items():
        for operation in operations.values():
            assert path in OPEN or {"401", "403", "404", "422", "503"} <= operation["responses"].keys()


def test_r021_no_table_of_the_database_is_a_body_or_an_answer(steady: Service) -> None:
    assert not TABLES & steady.app.openapi()["components"]["schemas"].keys()
