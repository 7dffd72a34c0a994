"""The yardstick of the API: a bare FastAPI over one table and its audit, which checks nothing and knows nobody."""

from __future__ import annotations

from datetime import datetime

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict

from bench.bare import BareTables


class Asking(BaseModel):
    """Who asks, and for which document."""

    person: str
    document: str


class Filed(BaseModel):
    """A row that was added."""

    id: str


class Row(BaseModel):
    """A row as it is handed out, every column of it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    council_id: str
    reference: str
    requester_id: str
    document_id: str
    purpose: str
    stage: str
    status: str
    received_at: datetime
    due_at: datetime
    version: int


def bare_app(tables: BareTables) -> FastAPI:
    """One operation for each bare command: typed, in the worker threads like the API's own, and nothing else."""
    app = FastAPI(title="bare", docs_url=None, redoc_url=None)

    @app.post("/requests", status_code=201)
    def insert(asking: Asking) -> Filed:
        return Filed(id=tables.insert((asking.person, asking.document)))

    @app.get("/requests/{request_id}")
    def read(request_id: str, person: str) -> Row:
        found = tables.read((person, request_id))
        if found is None:
            raise HTTPException(404)
        return Row.model_validate(found)

    @app.get("/requests")
    def page() -> list[Row]:
        return [Row.model_validate(each) for each in tables.page(None)]

    return app
