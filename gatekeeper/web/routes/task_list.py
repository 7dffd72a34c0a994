"""A case as a list of tasks for the officers on it; whoever is only heard, or asked for it, is sent to her own page."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.services.officers.casefile import case_file, reads_as, said_first
from gatekeeper.web.deciding.decision import PATHS, Prepared
from gatekeeper.web.deciding.tasks import blocked_by, groups
from gatekeeper.web.deciding.workings import workings
from gatekeeper.web.pages import Pages
from gatekeeper.web.routes.case import links
from gatekeeper.web.visit import Visit

PAGES = Pages()


@PAGES.get("/in/{slug}/asked/{asked_id}/")
def tasks(visit: Visit) -> Response:
    """What is to do, what the law gives of each passage, who advised, and who stands aside."""
    asked_id = visit.path["asked_id"]
    reader, request_id = visit.do(lambda desk: reads_as(desk, asked_id))
    if reader != "officer":
        return visit.see_other(f"{visit.at}heard" if reader == "consultee" else f"{visit.home}requests/{request_id}")
    file = visit.do(lambda desk: case_file(desk, asked_id))
    prepared = Prepared(file, workings(visit))
    return visit.page(
        "task_list/tasks.html",
        file=file,
        said_first=said_first(file),
        groups=groups(prepared, visit.home),
        prepared=prepared,
        blocked=blocked_by(prepared) if file.decides else "",
        path_of=PATHS.get(file.action, "determine"),
        links=links(visit.home, file.document, file.case)["more"],
        at=visit.at,
    )
