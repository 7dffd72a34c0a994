"""The pages beside the API's own answers, of one process over one database: how many times as much a page costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median

from bench.api import Contestant, Rates, measure
from bench.api_calls import Call
from bench.api_issuer import running_issuer
from bench.api_processes import CONNECTIONS, Caller, calling, serving
from bench.api_serve import FRONT
from bench.bare import BareTables
from bench.fill import fill
from bench.pages_calls import PageCalls
from bench.report import Section, UpperAim, figure, table
from bench.scale import Scale
from bench.service_world import World, new_world
from gatekeeper.storage.engine import is_sqlite

HOME, CASE, QUEUE, LIBRARY = "home page", "page of a case", "page of the queue", "page of the library"
_FEW_REQUESTS, _FEW_DOCUMENTS = "API: her first requests", "API: her first documents"
_CASE, _QUEUE, _DOCUMENTS = "API: a case", "API: the queue", "API: the library"
MADE_OF: Mapping[str, tuple[str, ...]] = {
    HOME: (_FEW_REQUESTS, _FEW_DOCUMENTS),
    CASE: (_CASE,),
    QUEUE: (_QUEUE,),
    LIBRARY: (_DOCUMENTS,),
}
"""The answers of the API that give a program what the page shows."""
MOST = 3.0
"""How many times as much as those answers together a page may cost."""
_WHAT = (
    f"{CONNECTIONS} connections, one worker process that serves the API and the pages; of every answer as many lines",
    "as its page shows. A rate is the median of the rounds, a cost the time of a page over that of its answers.",
)


def section(scale: Scale, address: str, cases: int) -> Section:
    """Measure in the empty database at that address, once it holds that many cases. Raises ServiceFailed."""
    with new_world(address) as world:
        fill(world, BareTables(world.engine, world.council_id), cases)
        with _everyone(scale, world) as (caller, everyone):
            rates = measure(caller, everyone, scale.case_rounds)
        database = "SQLite" if is_sqlite(world.engine) else "PostgreSQL"
    lines = (f"{cases:,} cases before; {scale.case_rounds} rounds of {scale.api_calls} calls.", *_WHAT)
    title = f"The pages on {database} that holds {cases:,}"
    return Section(title, (*lines, *_figures(rates)), aims=_aims(rates))


def cost(rates: Rates, page: str) -> float:
    """How many times as much as the answers it is made of a page costs; the median round's."""
    answers = zip(*(rates.turns[each] for each in MADE_OF[page]), strict=True)
    both = zip(rates.turns[page], answers, strict=True)
    return float(median((1 / mine.rate) / sum(1 / each.rate for each in others) for mine, others in both))


@contextmanager
def _everyone(scale: Scale, world: World) -> Iterator[tuple[Caller, tuple[Contestant, ...]]]:
    """The service over the world's database, who calls it, and every contestant."""
    address = world.engine.url.render_as_string(hide_password=False)
    with (
        running_issuer() as issuer,
        serving(FRONT, database=address, issuer=issuer.address) as port,
        calling() as caller,
    ):
        made = _made(PageCalls(world, issuer)).items()
        yield caller, tuple(Contestant(name, port, make, scale.api_calls) for name, make in made)


def _made(calls: PageCalls) -> Mapping[str, Callable[[int], Call]]:
    return {
        HOME: calls.home_page,
        _FEW_REQUESTS: calls.few_requests,
        _FEW_DOCUMENTS: calls.few_documents,
        CASE: calls.case_page,
        _CASE: calls.read,
        QUEUE: calls.queue_page,
        _QUEUE: calls.queue,
        LIBRARY: calls.library_page,
        _DOCUMENTS: calls.documents,
    }


def _figures(rates: Rates) -> tuple[str, ...]:
    rows = []
    for page, answers in MADE_OF.items():
        for name in (page, *answers):
            said = f"{cost(rates, page):.2f} of its answers" if name == page else ""
            told = (rates.rate(name), 1e3 / rates.rate(name), rates.p95_ms(name))
            rows.append((name, *map(figure, told), said))
    return table(("", "a second", "ms each", "p95 ms", "cost"), rows)


def _aims(rates: Rates) -> tuple[UpperAim, ...]:
    return tuple(UpperAim(f"cost of the {page} / its answers", cost(rates, page), MOST) for page in MADE_OF)
