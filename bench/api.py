"""The API beside a bare one on the same database: calls a second over loopback, by the same client, turn by turn."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from bench.api_calls import Call, Calls
from bench.api_issuer import running_issuer
from bench.api_processes import CONNECTIONS, Caller, Took, calling, serving
from bench.api_serve import API, BARE, NOTHING
from bench.bare import BareTables
from bench.fill import fill
from bench.report import Aim, Section, figure, table
from bench.scale import SEED, Scale
from bench.service_register import COUNCILLORS
from bench.service_world import World, new_world
from gatekeeper.storage.engine import is_sqlite

BARE_INSERT = "bare insert and audit row"
BARE_READ = "bare read by id and audit row"
BARE_PAGE = "bare page of 50"
SUBMIT = "submit and decide"
DETERMINE = "determine"
READ = "read a case"
PAGE = "first page of the library"
BESIDE: Mapping[str, str] = {SUBMIT: BARE_INSERT, DETERMINE: BARE_INSERT, READ: BARE_READ, PAGE: BARE_READ}
"""What each call of the API is measured beside."""
AIMS: Mapping[str, float] = {SUBMIT: 0.4, READ: 0.6, PAGE: 0.6}
"""What part of the bare rate is to be reached."""
_BARE_CALLS = 3
"""How many times as many calls a bare contestant makes in its turn: it is done so much sooner."""
_DETERMINED = 0.5
"""What part of the calls of a turn is made of determinations, for each of which a case is filed ahead."""
_WHAT = (
    f"{CONNECTIONS} connections, one worker process each under the same uvicorn; a rate is the median of the rounds.",
    "Ours: the token's signature and claims, the person and her posts, strict JSON, the form, the key of the command",
    "(its answer kept), the law, the entries of the record with their seals, the typed answer, all limits but rates.",
    "Bare: FastAPI, typed models, one row inserted or read, one row of audit; no token, no right, no law, no seal.",
)


@dataclass(frozen=True, slots=True)
class Contestant:
    """A call that is measured: at which port, and made for a number. ``calls`` is how many it makes in a turn."""

    name: str
    port: int
    make: Callable[[int], Call]
    calls: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Each contestant's turns, one in each round."""

    turns: Mapping[str, Sequence[Took]]

    def rate(self, name: str) -> float:
        """Calls a second: the median round's."""
        return median(took.rate for took in self.turns[name])

    def p95_ms(self, name: str) -> float:
        """The milliseconds within which 95 in 100 calls were answered, with all the connections busy."""
        every = sorted(ns for took in self.turns[name] for ns in took.times)
        return every[-(len(every) // 20) - 1] / 1e6

    def ratio(self, name: str, beside: str) -> float:
        """The rate as a part of another's in the same round; the median round's."""
        pairs = zip(self.turns[name], self.turns[beside], strict=True)
        return median(mine.rate / other.rate for mine, other in pairs)


def section(scale: Scale, address: str, cases: int) -> Section:
    """Measure in the empty database at that address, once it holds that many cases. Raises ServiceFailed."""
    with new_world(address) as world:
        bare = BareTables(world.engine, world.council_id)
        fill(world, bare, cases)
        with _everyone(scale, world, bare) as (caller, everyone):
            ceiling = _ceiling(caller, scale)
            rates = measure(caller, everyone, scale.case_rounds)
        database = "SQLite" if is_sqlite(world.engine) else "PostgreSQL"
    lines = (f"{cases:,} cases before; {scale.case_rounds} rounds of {scale.api_calls} calls.", *_WHAT)
    client = f"The client itself makes at most {figure(ceiling)} calls a second."
    title = f"The API on {database} that holds {cases:,}"
    return Section(title, (*lines, client, *_figures(rates)), aims=_aims(rates))


def measure(caller: Caller, everyone: Sequence[Contestant], rounds: int) -> Rates:
    """Let each make its calls in every round, in an order drawn afresh; a first round warms up and does not count."""
    rng, turns = random.Random(SEED), defaultdict[str, list[Took]](list)
    for number in range(rounds + 1):
        for each in rng.sample(everyone, len(everyone)):
            took = caller.call(each.port, [each.make(number * each.calls + call) for call in range(each.calls)])
            if number:
                turns[each.name].append(took)
    return Rates(turns)


@contextmanager
def _everyone(scale: Scale, world: World, bare: BareTables) -> Iterator[tuple[Caller, tuple[Contestant, ...]]]:
    """Both services over the world's database, who calls them, and every contestant."""
    where = {"database": world.engine.url.render_as_string(hide_password=False), "council_id": world.council_id}
    with (
        running_issuer() as issuer,
        serving(API, **where, issuer=issuer.address) as ours,
        serving(BARE, **where) as theirs,
        calling() as caller,
    ):
        calls = Calls(world, issuer)
        calls.bare_names = tuple(bare.insert((str(who.person), "paper")) for who in world.councillors[:COUNCILLORS])
        yield caller, tuple(_contestants(scale.api_calls, calls, ours, theirs))


def _contestants(calls_a_turn: int, calls: Calls, ours: int, theirs: int) -> Iterator[Contestant]:
    many = calls_a_turn * _BARE_CALLS
    yield Contestant(BARE_INSERT, theirs, calls.bare_insert, many)
    yield Contestant(BARE_READ, theirs, calls.bare_read, many)
    yield Contestant(BARE_PAGE, theirs, calls.bare_page, many)
    yield Contestant(SUBMIT, ours, calls.submit, calls_a_turn)
    yield Contestant(DETERMINE, ours, calls.determine, max(1, int(calls_a_turn * _DETERMINED)))
    yield Contestant(READ, ours, calls.read, calls_a_turn)
    yield Contestant(PAGE, ours, calls.library, calls_a_turn)


def _ceiling(caller: Caller, scale: Scale) -> float:
    """How many calls a second the client makes where the answer costs nothing."""
    calls = [Call("GET", "/")] * (scale.api_calls * 40)
    with serving(NOTHING) as port:
        return max(caller.call(port, calls).rate for _ in range(3))


def _figures(rates: Rates) -> tuple[str, ...]:
    rows = []
    for name in (*dict.fromkeys((*BESIDE.values(), BARE_PAGE)), *BESIDE):
        beside = BESIDE.get(name)
        said = f"{rates.ratio(name, beside):.3f} of {beside}" if beside else ""
        rows.append((name, figure(rates.rate(name)), figure(rates.p95_ms(name)), said))
    return table(("", "a second", "p95 ms", "rate"), rows)


def _aims(rates: Rates) -> tuple[Aim, ...]:
    return tuple(
        Aim(f"calls of {name} / {BESIDE[name]}", rates.ratio(name, BESIDE[name]), part)
        for name, part in AIMS.items()
    )
