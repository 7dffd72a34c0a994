"""The rules as pages: the law by its sources, the council's protocol by topics, and how a decision is made."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.responses import Response

from gatekeeper.services.cases.errors import NotThere
from gatekeeper.services.workflow import permitted
from gatekeeper.services.written.deciding import KINDS, Way, ways
from gatekeeper.services.written.protocol import Rung, protocol_of
from gatekeeper.services.written.rules import Group, Line, rules_by_source, whole_rule
from gatekeeper.services.written.sources import Source
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import day

PAGES = Pages()
LONGEST_SOUGHT: Final = 200
PAGE: Final = 50
HEADS: Final = (N_("Rule"), N_("What it does"), N_("Source"), N_("In force"))


@PAGES.get("/in/{slug}/rules")
def rules(visit: Visit) -> Response:
    """The sources of law with the number of their rules; or one source, or what was sought, rule by rule."""
    sought, name = (visit.query("sought") or "")[:LONGEST_SOUGHT].strip(), visit.query("source")
    found = rules_by_source(visit.place.engine, visit.who.council_id, visit.now, sought)
    if name and not sought:
        return _of_source(visit, found, name)
    start = _start(visit)
    shown = _portion(found, start) if sought else ()
    number = sum(len(each.rules) for each in found)
    return visit.page(
        "rules/rules.html",
        sought=sought,
        number=number,
        sources=[] if sought else [(each, _address(visit, source=each.source.name)) for each in found],
        groups=[(each, [_row(visit, line) for line in lines]) for each, lines in shown],
        heads=HEADS,
        previous=_address(visit, sought=sought, start=max(0, start - PAGE)) if sought and start else None,
        following=_address(visit, sought=sought, start=start + PAGE) if sought and start + PAGE < number else None,
    )


@PAGES.get("/in/{slug}/rules/how")
def how(visit: Visit) -> Response:
    """How a decision is made, and who may do what."""
    every = permitted()
    found = protocol_of(visit.place.engine, visit.who.council_id, visit.now)
    return visit.page(
        "rules/how.html",
        protocol=found,
        ways=[_way(visit, number, each) for number, each in enumerate(ways(), 1)],
        way_heads=WAYS,
        steps=[[each.sentence, each.who, each.source] for each in every if not each.absolute],
        never=[[each.sentence, each.who, each.source] for each in every if each.absolute],
        step_heads=STEPS,
    )


@PAGES.get("/in/{slug}/rules/protocol")
def protocol(visit: Visit) -> Response:
    """What the council's protocol says, topic by topic, in its own words."""
    found = protocol_of(visit.place.engine, visit.who.council_id, visit.now)
    rungs = [_rung(visit, number, each) for number, each in enumerate(found.rungs if found else (), 1)]
    aims = [[each.what, each.within, each.cite] for each in found.aims] if found else []
    return visit.page("rules/protocol.html", protocol=found, rungs=rungs, rung_heads=RUNGS, aims=aims, aim_heads=AIMS)


@PAGES.get("/in/{slug}/rules/{rule_id}")
def rule(visit: Visit) -> Response:
    """One rule in full. Raises NotThere for one that is none of this council's."""
    found = whole_rule(visit.place.engine, visit.who.council_id, visit.now, visit.path["rule_id"])
    back = _address(visit, at=f"{visit.home}rules", source=found.source.name)
    return visit.page("rules/rule.html", rule=found, line=found.line, back=back, in_force=_in_force(visit, found.line))


WAYS: Final = (N_("Way"), N_("For whom"), N_("Who owes it"), N_("How it is given, and for what"), N_("When"))
STEPS: Final = (N_("Step"), N_("Who may"), N_("Source"))
RUNGS: Final = (N_("Stage"), N_("Before whom"), N_("Consulted first"), N_("How, and by when"), N_("Paragraph"))
AIMS: Final = (N_("What"), N_("Within"), N_("Paragraph"))


def _of_source(visit: Visit, found: tuple[Group, ...], name: str) -> Response:
    """The rules of one source. Raises NotThere for none of these."""
    group = next((each for each in found if each.source.name == name), None)
    if group is None:
        raise NotThere("The source of law")
    rows = [_row(visit, line) for line in group.rules]
    return visit.page("rules/source.html", group=group, rows=rows, heads=HEADS)


def _portion(found: tuple[Group, ...], start: int) -> list[tuple[Source, list[Line]]]:
    """The rules of one page, each group with its own."""
    every = [(group.source, line) for group in found for line in group.rules][start : start + PAGE]
    sources = dict.fromkeys(source for source, _ in every)
    return [(source, [line for own, line in every if own == source]) for source in sources]


def _row(visit: Visit, line: Line) -> list[Any]:
    effect = visit.t(N_("Speaks for yes") if line.speaks_for else N_("Says no, whatever says yes"))
    return [
        {"text": line.sentence, "href": f"{visit.home}rules/{quote(line.id, safe='')}"},
        {"text": effect, "note": line.asks},
        line.source,
        _in_force(visit, line),
    ]


def _in_force(visit: Visit, line: Line) -> str:
    if line.to_on is not None:
        return visit.t(N_("From %(begins)s to %(ends)s"), begins=day(line.from_on), ends=day(line.to_on))
    return visit.t(N_("From %(begins)s; no end is known"), begins=day(line.from_on))


def _way(visit: Visit, number: int, way: Way) -> list[Any]:
    charge = visit.t(N_("free of charge")) if way.charge == "none" else way.charge
    first = {"text": f"{number}. {way.title}", "note": way.source}
    when = {"text": way.when, "note": visit.t(N_("A person always decides")) if way.decided else None}
    return [first, visit.t(KINDS[way.kind]), way.owner, f"{way.form}; {charge}", when]


def _rung(visit: Visit, number: int, rung: Rung) -> list[Any]:
    within = visit.t(N_("within %(days)s"), days=rung.within) if rung.within else ""
    note = visit.t(N_("The last stage")) if rung.final else None
    consulted = rung.consults or visit.t(N_("Nobody"))
    how = "; ".join(filter(None, (rung.hearing, within))) or visit.t(N_("The protocol does not say"))
    return [str(number), {"text": rung.title, "note": note}, consulted, how, rung.cite]


def _start(visit: Visit) -> int:
    text = visit.query("start") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _address(visit: Visit, at: str | None = None, **asked: object) -> str:
    return f"{at or visit.at}?{urlencode(asked)}"
