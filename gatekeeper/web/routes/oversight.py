"""What overseers read: what is late or soon due, and the council's figures as charts, tables and a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import Response

from gatekeeper.core.deadlines import local_date
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.oversight.export import figures_csv, file_name
from gatekeeper.services.oversight.figures import figures, may_read_figures
from gatekeeper.services.oversight.overdue import MOST_WORKING_DAYS, Line, overdue
from gatekeeper.services.oversight.period import Period, month_in_words, period
from gatekeeper.services.oversight.shapes import Figures
from gatekeeper.services.oversight.soon import AT_RISK_WORKING_DAYS
from gatekeeper.services.oversight.suppress import Counted
from gatekeeper.web.forms import Choice, Field, Filled
from gatekeeper.web.pages import Pages
from gatekeeper.web.strings import N_, STAGE
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import moment, plural, stage_words

PAGES = Pages()
PAGE: Final = 50
HEADS: Final = (N_("Request"), N_("Who has it"), N_("How it stands"), N_("Due"), N_("Late by"))
WITHIN: Final = (0, 3, 5, 10)
TODAY: Final = N_("today")
Bar = tuple[str, int | None, str]


@PAGES.get("/in/{slug}/oversight")
def oversight(visit: Visit) -> Response:
    """What is late, then what is soon due, of the cases that she may see."""
    start, within = _number(visit, "start", 10**6) or 0, _number(visit, "within", MOST_WORKING_DAYS)
    within = AT_RISK_WORKING_DAYS if within is None else within
    page = visit.do(lambda desk: overdue(desk, start, PAGE, within))
    following = None if page.following is None else _address(visit.at, start=page.following, within=within)
    return visit.page(
        "oversight/overdue.html",
        late=[_row(visit, line) for line in page.lines if line.late],
        soon=[_row(visit, line) for line in page.lines if not line.late],
        heads=HEADS,
        until=page.soon,
        within=within,
        choices=[Choice(str(each), plural(each, "working day") if each else visit.t(TODAY)) for each in WITHIN],
        following=following,
        first=_address(visit.at, within=within) if start else None,
    )


def _row(visit: Visit, line: Line) -> list[Any]:
    """The cells of a line."""
    late = visit.t(N_("Since today")) if line.working_days_late == 0 else plural(line.working_days_late, "working day")
    disputed = visit.t(N_("In dispute")) if line.rung else None
    return [
        {"text": line.reference, "href": f"{visit.home}requests/{line.request_id}"},
        stage_words(line.stage, visit.words) if line.stage in STAGE else line.stage,
        {"text": visit.t(_waits(line)), "note": disputed},
        moment(line.due_at),
        {"text": late, "tag": "govuk-tag--red"} if line.late else visit.t(N_("Not late")),
    ]


def _waits(line: Line) -> str:
    return {
        "unmatched": N_("Nobody has found the document yet"),
        "awaiting_councillor": N_("Waiting for the councillor’s answer"),
        "awaiting_advice": N_("Waiting for advice"),
    }.get(line.status, N_("Waiting for an answer"))


@PAGES.get("/in/{slug}/figures")
def figures_page(visit: Visit) -> Response:
    """The figures of a period that stands in the address, the last twelve months if none does."""
    visit.do(may_read_figures)
    asked, errors = _period(visit)
    found = figures(visit.place.engine, visit.who.council_id, asked, visit.now)
    return visit.page(
        "oversight/figures.html",
        422 if errors else 200,
        figures=found,
        months=[_months(visit, found, each) for each in ("requests", "documents")],
        times=_times(visit, found),
        median=_median(visit, found.times.median),
        lists=list(_lists(visit, found)),
        fields=[Filled(each, _standing(each.name, visit, asked), errors.get(each.name)) for each in PERIOD],
        errors=[(f"#field-{name}", text) for name, text in errors.items()],
        presets=[(_of(visit.at, each), str(each)) for each in _presets(local_date(visit.now))],
        download=_of(f"{visit.home}figures.csv", asked),
    )


@PAGES.get("/in/{slug}/figures.csv")
def figures_file(visit: Visit) -> Response:
    """The same figures as a file for a spreadsheet; no cell of it is run by one."""
    visit.do(may_read_figures)
    asked, errors = _period(visit)
    if errors:
        return visit.see_other(f"{visit.home}figures?{visit.http_request.url.query}")
    found = figures(visit.place.engine, visit.who.council_id, asked, visit.now)
    disposition = f'attachment; filename="{file_name(found)}"'
    headers = {"Content-Disposition": disposition, "Content-Type": "text/csv; charset=utf-8; header=present"}
    return Response(figures_csv(found), headers=headers)


PERIOD: Final = (
    Field("from", N_("From the month"), "text", N_("For example, 4 2026 for April 2026"), width="10"),
    Field("until", N_("To the month"), "text", N_("For example, 3 2027 for March 2027"), width="10"),
)
_WRONG: Final = N_("Write the month and the year in figures, such as 4 2026")


def _period(visit: Visit) -> tuple[Period, Mapping[str, str]]:
    """The period that is asked for; where it cannot be counted, the usual one and what is wrong, by field."""
    wrong = {name: _WRONG for name in ("from", "until") if visit.query(name) and _month(visit.query(name)) is None}
    if wrong:
        return period(None, None, local_date(visit.now)), wrong
    try:
        return _asked(visit), {}
    except CommandRefused as error:
        said = f"{error.why[:1].upper()}{error.why[1:]}: {error.remedy}"
        return period(None, None, local_date(visit.now)), {"from": said}


def _asked(visit: Visit) -> Period:
    return period(_month(visit.query("from")), _month(visit.query("until")), local_date(visit.now))


def _month(text: str | None) -> date | None:
    """The first day of a month that is written as 4 2026, 4/2026 or 2026-04; None for anything else."""
    parts = (text or "").replace("/", " ").replace("-", " ").split()
    if len(parts) != 2 or not all(each.isascii() and each.isdecimal() and len(each) <= 4 for each in parts):
        return None
    year, month = sorted(map(int, parts), reverse=True)
    return date(year, month, 1) if 1 <= month <= 12 and year >= 1000 else None


def _standing(name: str, visit: Visit, asked: Period) -> tuple[str, ...]:
    """What stands in a field of the period: what was written, else the month that is shown."""
    on = asked.from_on if name == "from" else asked.to_on
    return (visit.query(name) or f"{on.month} {on.year}",)


def _presets(today: date) -> Iterator[Period]:
    """The last twelve months, this financial year, and the one before."""
    april = date(today.year - (today.month < 4), 4, 1)
    yield period(None, None, today)
    yield period(april, None, today)
    yield period(april.replace(year=april.year - 1), None, today)


def _of(path: str, asked: Period) -> str:
    return _address(path, **{"from": f"{asked.from_on:%Y-%m}", "until": f"{asked.to_on:%Y-%m}"})


def _address(path: str, **asked: object) -> str:
    return f"{path}?{urlencode(asked)}"


def _number(visit: Visit, name: str, most: int) -> int | None:
    """A whole number that stands in the address, None for anything else."""
    text = visit.query(name) or ""
    found = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None
    return found if found is not None and found <= most else None


def _months(visit: Visit, found: Figures, name: str) -> tuple[str, str, list[Bar]]:
    title = N_("Requests received") if name == "requests" else N_("Documents asked for")
    counts: Iterable[tuple[date, int]] = ((each.on, getattr(each, name)) for each in found.months)
    return name, visit.t(title), [(month_in_words(on), count, f"{count:,}") for on, count in counts]


def _times(visit: Visit, found: Figures) -> list[Bar]:
    times = found.times
    rows = [
        (N_("Answered within the target"), times.within),
        (N_("Answered after the target"), times.after),
        (N_("Not answered, and the target has passed"), times.late_unanswered),
        (N_("Answered, with no target in working days"), times.without_target),
    ]
    return [(visit.t(label), count, f"{count:,}") for label, count in rows]


def _median(visit: Visit, days: float | None) -> str | None:
    """How long half of the answers took, in a sentence; None where there was none."""
    if days is None:
        return None
    if days == 0:
        return visit.t(N_("Half of the answers came on the day they were asked for, or before the next working day."))
    return visit.t(N_("Half of the answers came within %(days)s."), days=_days(days))


def _days(days: float) -> str:
    """'1 working day', '4.5 working days'."""
    return plural(int(days), "working day") if days == int(days) else f"{days:g} working days"


_TITLES: Final = (
    ("as_of_right", N_("Open by law, by the right that opened it"), N_("Right")),
    ("given", N_("Given in full by an officer’s ruling"), N_("Ruled on")),
    ("withheld", N_("Given in part, or refused, by an officer’s ruling"), N_("Ruled on")),
    ("grounds", N_("Grounds relied on to withhold a passage"), N_("Ground")),
    ("groups_given", N_("Answered in full, by political group"), N_("Group")),
    ("groups_withheld", N_("Answered in part or refused, by political group"), N_("Group")),
)


def _lists(visit: Visit, found: Figures) -> Iterator[dict[str, Any]]:
    """Each list in which small numbers are not shown: its rows that are, and one line for all the others."""
    for name, title, head in _TITLES:
        counted: Counted = getattr(found, name)
        hidden = any(row.cell.shown == "hidden" for row in counted.rows)
        rows: list[Bar] = [(row.label, row.cell.count, f"{row.cell.count:,}") for row in counted.rows if row.cell.count]
        few = [row.label for row in counted.rows if row.cell.shown == "few"]
        if few:
            rows.append((_others(visit, len(few), every=not rows), None, visit.t(N_("fewer than 5 each"))))
        yield {"id": name, "title": title, "head": head, "rows": rows, "total": str(counted.total), "hidden": hidden}


def _others(visit: Visit, number: int, *, every: bool) -> str:
    said = N_("Every one of the %(number)s") if every else N_("Each of the other %(number)s")
    return visit.t(said, number=number)
