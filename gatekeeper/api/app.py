"""Puts the API together: its operations, its door, its problems, and the description of all of them (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from gatekeeper import __version__
from gatekeeper.api.description import COMMAND, GUARDED, complete, problems
from gatekeeper.api.guard import SCHEME
from gatekeeper.api.handlers import answer, handle_problems
from gatekeeper.api.place import Place
from gatekeeper.api.routes import around, asked, explained, files, library, open_to_all, record, register, requests
from gatekeeper.doors.call_log import CallLog, RouteNote
from gatekeeper.doors.doorway import Doorway
from gatekeeper.doors.gate import Gate


class Api(FastAPI):
    """The application, whose description names its problems and how to sign in."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = complete(super().openapi(), {SCHEME: dict(self.state.place.security_scheme)})
        return self.openapi_schema


def create_app(place: Place) -> Api:
    """The application over that place. It opens nothing and closes nothing of the place."""
    app = Api(
        title="gatekeeper",
        version=__version__,
        summary="Councillors' requests to see council documents, decided under the law and the council's protocol.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.place = place
    app.state.gate = gate = Gate(place.limits)
    app.add_middleware(RouteNote)
    app.add_middleware(Doorway, gate=gate, answer=answer)
    app.add_middleware(CallLog)
    handle_problems(app)
    app.include_router(open_to_all.router)
    app.include_router(requests.router, responses=problems(GUARDED | COMMAND))
    app.include_router(library.router, responses=problems(GUARDED))
    app.include_router(asked.router, responses=problems(GUARDED | COMMAND))
    app.include_router(around.router, responses=problems(GUARDED))
    app.include_router(explained.router, responses=problems(GUARDED | COMMAND))
    app.include_router(record.router, responses=problems(GUARDED))
    app.include_router(register.router, responses=problems(GUARDED))
    app.include_router(register.entering, responses=problems(GUARDED | COMMAND))
    app.include_router(files.leaving, responses=problems(GUARDED))
    app.include_router(files.router, responses=problems(GUARDED))
    app.include_router(files.arriving, responses=problems(GUARDED | COMMAND))
    if (path := open_to_all.metadata_path(place)) not in open_to_all.OPEN:
        app.add_api_route(path, open_to_all.metadata, include_in_schema=False)
    return app
