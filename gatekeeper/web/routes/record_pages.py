"""The council's record as pages: the log for the auditor, whether it holds, and what may be taken away of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal
from urllib.parse import urlencode

from starlette.responses import Response

from gatekeeper.core.deadlines import local_date
from gatekeeper.doors.lines import LinesAnswer
from gatekeeper.services.cases.errors import CommandRefused, NotThere
from gatekeeper.services.cases.given import Command
from gatekeeper.services.record.asked_for import may_read_log, read_log
from gatekeeper.services.record.checked import Checked, check_record
from gatekeeper.services.record.exporting import exported
from gatekeeper.services.record.listing import Listed
from gatekeeper.services.record.part import case_named, record_part, require_verifying
from gatekeeper.services.record.searching import LogAsked, LogShown, Unsearchable, log_csv, log_shown
from gatekeeper.web.forms import Choice, Field, Filled, Form, Values, filled, given
from gatekeeper.web.pages import Pages
from gatekeeper.web.record_words import FINDING, kind_words, kinds
from gatekeeper.web.strings import N_
from gatekeeper.web.visit import Visit
from gatekeeper.web.wording import exact

PAGES = Pages()
PAGE: Final = 50
MOST_SUBJECTS: Final = 8
HEADS: Final = (N_("Entry"), N_("When"), N_("What was done"), N_("By whom"), N_("About"), N_("Words"))
FILTER: Final = Form(
    N_("The record"),
    (
        Field(
            "kind",
            N_("What was done"),
            "select",
            choices=tuple(Choice(name, words) for name, words in kinds()),
            optional=True,
        ),
        Field(
            "about",
            N_("About or by"),
            "text",
            N_("A reference, such as MR-2026-00042, or a name as the log gives it, such as person c1"),
            optional=True,
            width="20",
        ),
        Field("from", N_("From the day"), "date", optional=True),
        Field("to", N_("To the day"), "date", optional=True),
        Field("entry", N_("From entry number downwards"), "number", optional=True, width="10"),
    ),
    N_("Show"),
)
_DAY: Final = N_("Write a day that there is, such as 27 11 2026")
_NUMBER: Final = N_("Write a whole number")
_FIELD: Final = {"from_on": "from", "to_on": "to"}


class Verifying(Command):
    """How much is verified."""

    scope: Literal["since", "whole"]


VERIFY: Final = Form(
    N_("Verify the record"),
    (
        Field(
            "scope",
            N_("How much of it?"),
            "radios",
            choices=(
                Choice("since", N_("What came after the last checkpoint kept outside"), N_("It takes a moment.")),
                Choice(
                    "whole",
                    N_("The whole record, with its words"),
                    N_("Every entry from the first one, against every checkpoint. For a long record it takes minutes."),
                ),
            ),
            missing=N_("Choose how much is verified"),
        ),
    ),
    N_("Verify it now"),
    lead=N_(
        "Every entry holds the mark of the one before it, and signed checkpoints are kept outside the database. "
        "Whatever was changed, removed, put in or moved since then is found, and where."
    ),
)


@PAGES.get("/in/{slug}/record")
def log(visit: Visit) -> Response:
    """The log for whoever holds the audit right; for whoever only verifies, the ways to do so. Reading is entered."""
    part = visit.do(record_part)
    if not part.reads:
        return visit.page("record/part.html")
    asked, upto, errors = _asked(visit, _query(visit))
    visit.do(read_log)
    found = LogShown((), None, None)
    if not errors:
        try:
            found = log_shown(visit.place.engine, visit.who.council_id, asked, upto, PAGE)
        except Unsearchable as refused:
            errors = _refusal(refused)
    return _log_page(visit, found, errors)


@PAGES.post("/in/{slug}/record/csv", sends=True)
def log_file(visit: Visit) -> Response:
    """What is asked for of the log as a file for a spreadsheet; no cell of it is run by one. Reading is entered."""
    asked, _, errors = _asked(visit, visit.form)
    visit.do(read_log)
    try:
        if errors:
            raise Unsearchable("from_on", "a day of it is none", "open the log again")
        lines = log_csv(visit.place.engine, visit.who.council_id, asked, lambda: visit.do(may_read_log))
    except Unsearchable:
        return visit.see_other(f"{visit.home}record?{urlencode(_shown_filter(visit.form))}")
    name = f"record-{visit.slug}-{local_date(visit.now).isoformat()}.csv"
    return LinesAnswer(lines, media_type="text/csv; charset=utf-8; header=present", headers=_attached(name))


@PAGES.post("/in/{slug}/record/export", sends=True, fresh=True)
def export(visit: Visit) -> Response:
    """The whole record without words, one entry a line; reading it is entered."""
    visit.do(read_log)
    lines = exported(visit.place.engine, visit.who.council_id, lambda: visit.do(may_read_log))
    name = f"record-{visit.slug}-{local_date(visit.now).isoformat()}.jsonl"
    return LinesAnswer(lines, media_type="application/jsonl", headers=_attached(name))


@PAGES.post("/in/{slug}/record/evidence", fresh=True)
def evidence(visit: Visit) -> Response:
    """Where the evidence of the case with that reference is taken."""
    reference = visit.value("reference").strip().upper()
    try:
        request_id = visit.do(lambda desk: case_named(desk, reference))
    except NotThere:
        visit.do(read_log)
        text = N_("There is no request of that reference. Write it as it was given, such as MR-2026-00042.")
        return _log_page(visit, LogShown((), None, None), {"reference": text})
    return visit.see_other(f"{visit.home}requests/{request_id}/evidence")


@PAGES.get("/in/{slug}/record/verify")
def verify(visit: Visit) -> Response:
    """How much of the record is to be verified."""
    visit.do(require_verifying)
    return visit.ask(VERIFY, "record/verify.html", start={"scope": ("since",)}, back=_back(visit))


@PAGES.post("/in/{slug}/record/verify", sends=True)
def verified(visit: Visit) -> Response:
    """Verify it, and tell what it comes to."""
    visit.do(require_verifying)
    asked = visit.read(VERIFY, Verifying, "record/verify.html", back=_back(visit))
    folder = visit.place.checkpoints / visit.slug
    engine, council_id = visit.place.engine, visit.who.council_id
    found = check_record(engine, council_id, folder, visit.now, whole=asked.scope == "whole")
    return visit.page("record/verified.html", found=found, finding=_finding(visit, found), back=_back(visit))


def _back(visit: Visit) -> tuple[str, str]:
    return f"{visit.home}record", N_("The record")


def _finding(visit: Visit, found: Checked) -> str | None:
    problem = found.verified.report.problem if found.verified else None
    return visit.t(FINDING[problem.finding]) if problem else None


def _log_page(visit: Visit, found: LogShown, errors: Mapping[str, str]) -> Response:
    values = visit.form if visit.http_request.method == "POST" else _query(visit)
    kept = _shown_filter(values)
    return visit.page(
        "record/log.html",
        422 if errors else 200,
        rows=[_row(visit, each) for each in found.entries],
        heads=HEADS,
        fields=filled(FILTER, values, errors),
        errors=[(f"#field-{name}", text) for name, text in errors.items()],
        kept={name: value for name, value in kept.items() if name != "entry"},
        filtered=bool(kept),
        hidden=visit.hidden,
        reference=Filled(REFERENCE, (visit.value("reference"),), errors.get("reference")),
        previous=_address(visit, kept, found.newer),
        following=_address(visit, kept, found.older),
    )


REFERENCE: Final = Field("reference", N_("Reference of the request"), hint=N_("Such as MR-2026-00042"), width="20")


def _row(visit: Visit, entry: Listed) -> list[Any]:
    who = entry.person or visit.t(N_("The program itself"))
    acting = [visit.t(N_("as %(post)s"), post=entry.post)] if entry.post else []
    acting += [visit.t(N_("for %(whom)s"), whom=entry.behalf_of)] if entry.behalf_of else []
    about = ", ".join(entry.subjects[:MOST_SUBJECTS])
    more = len(entry.subjects) - MOST_SUBJECTS
    refers = visit.t(N_("Refers to entry %(numbers)s"), numbers=", ".join(map(str, entry.refers_to)))
    return [
        str(entry.number),
        exact(entry.at),
        {"text": kind_words(entry.kind), "note": refers if entry.refers_to else None},
        {"text": who, "note": ", ".join(acting) or None},
        {"text": about, "note": visit.t(N_("and %(number)s more"), number=more) if more > 0 else None},
        visit.t(N_("Sealed, not shown")) if entry.has_words else visit.t(N_("None")),
    ]


def _query(visit: Visit) -> Values:
    """What the address asks, by field."""
    found = visit.http_request.query_params
    return {name: (text,) for name in found if (text := visit.query(name)) is not None and text.strip()}


def _asked(visit: Visit, values: Values) -> tuple[LogAsked, int | None, dict[str, str]]:
    """What of the log is asked for, from which number down, and what is wrong with it, by field."""
    said = given(FILTER, values)
    days = {name: _day(said.get(name)) for name in ("from", "to")}
    errors = {name: visit.t(_DAY) for name, on in days.items() if said.get(name) and on is None}
    number = str(said.get("entry", ""))
    if number and not _is_number(number):
        errors["entry"] = visit.t(_NUMBER)
    kind, about = (str(said.get(name, "")).strip() for name in ("kind", "about"))
    upto = int(number) if number and "entry" not in errors else None
    return LogAsked(kind, days["from"], days["to"], about), upto, errors


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 15


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _refusal(refused: CommandRefused) -> dict[str, str]:
    field = refused.field if isinstance(refused, Unsearchable) else "about"
    return {_FIELD.get(field, field): f"{refused.why[:1].upper()}{refused.why[1:]}: {refused.remedy}"}


def _shown_filter(values: Values) -> dict[str, str]:
    """What the log is searched by, as it stands in an address."""
    parts = ("from-day", "from-month", "from-year", "to-day", "to-month", "to-year")
    names = ("kind", "about", *parts, "entry")
    return {name: values[name][0] for name in names if values.get(name, ("",))[0].strip()}


def _address(visit: Visit, kept: Mapping[str, str], number: int | None) -> str | None:
    return None if number is None else f"{visit.home}record?{urlencode({**kept, 'entry': number})}"


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
