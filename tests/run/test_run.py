"""The command `gatekeeper run` for real: from an empty folder to people who sign in and read, stopped, begun again."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.run.programs import PROGRAM, Running, access_token, environ, free_port, started

pytestmark = pytest.mark.slow
EVERYTHING_RUNS = "Try it:"
LAST_LINE = "sign-in http"
READING = "requests:read requests:submit documents:read"


@dataclass
class Demo:
    """A demo in a folder of its own, that can be stopped and begun again."""

    home: Path
    port: int = field(default_factory=free_port)
    sign_in_port: int = field(default_factory=free_port)
    running: Running | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.sign_in_port}"

    @property
    def arguments(self) -> tuple[str, ...]:
        return ("run", "--port", str(self.port), "--sign-in-port", str(self.sign_in_port))

    @property
    def says(self) -> dict[str, str]:
        return {"GATEKEEPER_HOME": str(self.home)}

    def begin(self) -> str:
        """Start it; what it printed."""
        errors = self.home.parent / "errors.txt"
        self.running = self._stack.enter_context(started(*self.arguments, says=self.says, errors=errors))
        return self.running.until(LAST_LINE)

    def end(self, how: int = signal.SIGTERM) -> int:
        """Stop it; its exit code."""
        assert self.running is not None
        return self.running.stop(how)

    def close(self) -> None:
        """End it in any way."""
        self._stack.close()

    @property
    def password(self) -> str:
        """What it printed as everybody's password."""
        assert self.running is not None
        found = re.search(r"Everybody's password is (\S+)\. ", self.running.printed)
        assert found is not None
        return found[1]

    def caller(self, name: str, scopes: str = READING) -> httpx.Client:
        """A client of the API as that person."""
        token = access_token(self.issuer, name, self.password, scopes)
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {token}"}, timeout=20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo that runs."""
    found = Demo(tmp_path_factory.mktemp("demo") / "home")
    try:
        found.begin()
        yield found
    finally:
        found.close()


def cases_of(demo: Demo, name: str, council: str) -> list[str]:
    """The references of the cases that somebody asked for."""
    with demo.caller(name) as caller:
        answer = caller.get(f"/councils/{council}/requests").raise_for_status().json()
    return [str(each["reference"]) for each in answer["requests"]]


def test_a_councillor_signs_in_at_the_real_provider_and_finds_the_case_that_was_walked(demo: Demo) -> None:
    with demo.caller("harkaway") as caller:
        me = caller.get("/councils/wexbridge/me").raise_for_status().json()
        assert caller.get("/councils/wealdmoor/me").status_code == 404
    assert me["person"]
    assert len(cases_of(demo, "harkaway", "wexbridge")) == 1


def test_it_tells_that_it_is_ready_and_listens_at_this_machine_alone(demo: Demo) -> None:
    ready = httpx.get(f"{demo.address}/ready").json()
    assert ready == {"ready": True, "database": "answers", "issuer": "fresh"}
    for port in (demo.port, demo.sign_in_port):
        listening = _listening(port)
        assert listening == {"0100007F"}, "127.0.0.1 as the system writes it"


def _listening(port: int) -> set[str]:
    """The addresses of this machine at which something listens at that port."""
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if int(row[1].split(":")[1], 16) == port and row[3] == "0A"}


def test_the_calls_that_are_printed_work_as_printed(demo: Demo) -> None:
    assert demo.running is not None
    _, _, tries = demo.running.printed.partition(EVERYTHING_RUNS)
    lines = [line for line in tries.splitlines() if line.strip() and "sign-in http" not in line]
    done = subprocess.run(["bash", "-euc", "\n".join(lines)], capture_output=True, text=True, check=True)
    ready, _, rules = done.stdout.partition("}")
    assert json.loads(ready + "}")["ready"]
    assert json.loads(rules)["rules"]


def test_a_port_in_use_is_told_in_one_sentence_with_another_that_is_free(demo: Demo) -> None:
    command = [str(PROGRAM), *demo.arguments]
    second = subprocess.run(command, env=environ(demo.says), capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert second.stderr.startswith(f"Port {demo.port} cannot be used")
    assert "is free: gatekeeper run --port " in second.stderr
    assert second.stderr.count("\n") == 1
    assert httpx.get(f"{demo.address}/ready").status_code == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_it_stops_whole_and_a_second_run_keeps_the_data(demo: Demo, how: int) -> None:
    before, password = cases_of(demo, "harkaway", "wexbridge"), demo.password
    assert demo.end(how) == 0
    assert _listening(demo.port) | _listening(demo.sign_in_port) == set(), "the provider has ended too"
    printed = demo.begin()
    assert "is walked" not in printed, "what was there is kept"
    assert demo.password == password
    assert cases_of(demo, "harkaway", "wexbridge") == before


def test_a_run_that_is_killed_takes_its_provider_with_it_and_starts_again(demo: Demo) -> None:
    assert demo.end(signal.SIGKILL) == -signal.SIGKILL
    demo.begin()
    assert httpx.get(f"{demo.address}/ready").json()["ready"]


def test_the_files_of_the_home_are_for_their_owner_alone(demo: Demo) -> None:
    for name in ("gatekeeper.log", "provider/secrets.json", "provider/keys.json"):
        assert (demo.home / name).stat().st_mode & 0o077 == 0, name
