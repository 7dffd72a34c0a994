"""What opens soon: the passages that a route opens later, from which day, or at what event where no day is fixed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from gatekeeper.core.clocks import Clocks
from gatekeeper.core.decision import RouteResult
from gatekeeper.core.rules import Route
from gatekeeper.services.library.deciding import case_of
from gatekeeper.services.library.page import Soon
from gatekeeper.services.library.whose import Reader
from gatekeeper.storage.library import shapes_of


class Dates:
    """The days on which the routes to documents of one shape open, worked out from its own business."""

    def __init__(self, reader: Reader, shape: str) -> None:
        self._reader, self._routes = reader, {route.name: route for route in reader.book.routes}
        (row,) = shapes_of(reader.register.session, reader.register.council_id, [shape])
        case = case_of(reader, [(None if row.links is None else json.loads(row.links), json.loads(row.rest))])
        self._clocks = Clocks(case, reader.calendars, reader.book.edition.pack)
        self._document = case.documents[0].ref

    def soon(self, passage: str, pages: str | None, result: RouteResult) -> Soon:
        """When and why a route opens that is not yet open."""
        route = self._routes[result.route]
        days = [date.fromisoformat(str(each["begins_on"] or each["result"])[:10]) for each in self._dated(route)]
        coming = [day for day in days if day > self._reader.moment.on]
        says = next((each.sentence for each in result.spoke if each.question == route.later), route.title)
        return Soon(passage, pages, route.name, route.title, min(coming, default=None), says)

    def _dated(self, route: Route) -> list[Mapping[str, str]]:
        return [each for each in self._clocks(route.clock, self._document) if "result" in each]
