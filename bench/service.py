"""The case service beside bare inserts and reads of the same database, each with one row of audit, in the same run."""

from __future__ import annotations

from bench.bare import BareTables
from bench.fill import RECORDED, fill
from bench.report import Aim, Section, figure, table
from bench.scale import Scale
from bench.service_register import COUNCILLORS, WORKING
from bench.service_world import SORTS, World, new_world
from bench.timing import Contestant, Timings, measure, rounds_of
from gatekeeper.services.actor import Actor
from gatekeeper.storage.engine import is_sqlite

BARE_INSERT = "bare insert and audit row"
BARE_READ = "bare read by id and audit row"
BARE_PAGE = "bare page of 50"
SUBMIT = "submit and decide"
DETERMINE = "determine"
READ = "read a case"
QUEUE = "queue page, one stage"
QUEUE_OF_ALL = "queue page, every stage"
BESIDE = {
    SUBMIT: BARE_INSERT,
    DETERMINE: BARE_INSERT,
    READ: BARE_READ,
    QUEUE: BARE_PAGE,
    QUEUE_OF_ALL: BARE_PAGE,
}
"""What each command of the service is measured beside."""

AIMS = {SUBMIT: 0.4, READ: 0.6}
"""What part of the bare rate is to be reached once the service is behind its network interface."""

_STAGE = "director"
_SITUATIONS = COUNCILLORS
_A_ROUND = 6

Asking = tuple[Actor, str]


class Determining:
    """Determines asked documents that wait for it; one is asked for, off the clock, ahead of each."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: list[tuple[str, str]] = []

    def ask(self, index: int) -> None:
        """Let a councillor ask for a working paper, of which one passage is to be determined."""
        who, papers = self._world.councillors[index], self._world.papers[WORKING]
        paper = index % len(papers)
        submitted = self._world.ask((who, papers[paper]))
        self._waiting.append((submitted.asked[0], f"{WORKING}{paper + 1}-a"))

    def determine(self, index: int) -> int:
        """Determine the one asked for last; the warming up, ahead of which none was asked for, asks for its own."""
        if not self._waiting:
            self.ask(index)
        return self._world.grant(*self._waiting.pop())


def section(scale: Scale, address: str, cases: int) -> Section:
    """Measure every command in the empty database at that address, once it holds that many cases."""
    with new_world(address) as world:
        bare = BareTables(world.engine, world.council_id)
        fill(world, bare, cases)
        everyone = contestants(world, bare)
        timings = measure(everyone, rounds_of(_SITUATIONS, scale.case_rounds, _A_ROUND))
        database = "SQLite" if is_sqlite(world.engine) else "PostgreSQL"
        lines = (
            f"{cases:,} cases filed before, {min(cases, RECORDED):,} of them entered in the record;"
            f" {scale.case_rounds} rounds of {_A_ROUND}.",
            *_figures(timings),
        )
    return Section(f"Cases in {database} that holds {cases:,}", lines, aims=_aims(timings))


def contestants(world: World, bare: BareTables) -> tuple[Contestant, ...]:
    """Every command of the service, and the bare ones beside them, on the same people, papers and numbers of rows."""
    asking = [_asking(world, index) for index in range(_SITUATIONS)]
    reading = [(who, world.ask((who, paper)).request_id) for who, paper in asking]
    plain = [(str(who.person), paper) for who, paper in asking]
    determining = Determining(world)
    return (
        Contestant(BARE_INSERT, plain, bare.insert),
        Contestant(BARE_READ, [(person, bare.insert((person, paper))) for person, paper in plain], bare.read),
        Contestant(BARE_PAGE, plain, bare.page),
        Contestant(SUBMIT, asking, world.ask),
        Contestant(DETERMINE, range(_SITUATIONS), determining.determine, before=determining.ask),
        Contestant(READ, reading, world.read),
        Contestant(QUEUE, [_STAGE] * _SITUATIONS, world.waiting),
        Contestant(QUEUE_OF_ALL, [None] * _SITUATIONS, world.waiting),
    )


def _asking(world: World, index: int) -> Asking:
    papers = world.papers[SORTS[index % len(SORTS)]]
    return world.councillors[index], papers[index % len(papers)]


def rate(timings: Timings, name: str) -> float:
    """The rate of a command of the service, as a part of the rate of the bare one beside it."""
    return timings.ratio(BESIDE[name], name)


def _figures(timings: Timings) -> tuple[str, ...]:
    rows = [
        (name, figure(timings.median_us(name) / 1000), figure(1e6 / timings.median_us(name)), "")
        for name in dict.fromkeys(BESIDE.values())
    ]
    rows += [
        (
            name,
            figure(timings.median_us(name) / 1000),
            figure(1e6 / timings.median_us(name)),
            f"{rate(timings, name):.3f} of {bare}",
        )
        for name, bare in BESIDE.items()
    ]
    return table(("", "median ms", "a second", "rate"), rows)


def _aims(timings: Timings) -> tuple[Aim, ...]:
    return tuple(Aim(f"rate of {name} / {BESIDE[name]}", rate(timings, name), part) for name, part in AIMS.items())
