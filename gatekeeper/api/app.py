"""Puts the API together: its operations, its door, its problems, and the description of all of them (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI

from gatekeeper import __version__
from gatekeeper.api.doorway import Doorway
from gatekeeper.api.guard import SCHEME
from gatekeeper.api.handlers import handle_problems
from gatekeeper.api.place import Place
from gatekeeper.api.problems import MEDIA_TYPE, ProblemDocument
from gatekeeper.api.routes import around, asked, open_to_all, requests

_PROBLEM: Final = "ProblemDocument"
_GUARDED: Final = {
    400: "Two tokens, or no Idempotency-Key where one is due",
    401: "No token, or one that is not accepted",
    403: "The token does not reach so far, or this is not the caller's to do",
    404: "There is none that the caller may see",
    422: "Not of the right form, or not lawful",
    503: "The database or the issuer does not answer",
}
_COMMAND: Final = {
    408: "The body did not come in time",
    409: "The case does not stand so, or the key was used for another command",
    412: "The case has changed since",
    413: "The body is too large",
    415: "Not JSON",
    428: "No If-Match where one is due",
}


class Api(FastAPI):
    """The application, whose description names its problems and how to sign in."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            made = super().openapi()
            parts = made.setdefault("components", {})
            parts["securitySchemes"] = {SCHEME: dict(self.state.place.security_scheme)}
            parts["schemas"][_PROBLEM] = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
            parts["schemas"] |= parts["schemas"][_PROBLEM].pop("$defs", {})
        return self.openapi_schema or {}


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
    app.add_middleware(Doorway)
    handle_problems(app)
    app.include_router(open_to_all.router)
    app.include_router(requests.router, responses=_problems(_GUARDED | _COMMAND))
    app.include_router(asked.router, responses=_problems(_GUARDED | _COMMAND))
    app.include_router(around.router, responses=_problems(_GUARDED))
    if (path := open_to_all.metadata_path(place)) not in open_to_all.OPEN:
        app.add_api_route(path, open_to_all.metadata, include_in_schema=False)
    return app


def _problems(statuses: dict[int, str]) -> dict[int | str, dict[str, Any]]:
    schema = {"schema": {"$ref": f"#/components/schemas/{_PROBLEM}"}}
    return {status: {"description": says, "content": {MEDIA_TYPE: schema}} for status, says in statuses.items()}
