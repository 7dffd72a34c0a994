"""What `gatekeeper serve` does: refuses what is unsafe where people's requests are kept, and serves until stopped."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper import logs
from gatekeeper.cli.place import Place, place
from gatekeeper.demo.councils import COUNCILS
from gatekeeper.main import serve
from gatekeeper.services.record.councils import list_councils
from gatekeeper.services.record.database import unsafe_settings
from gatekeeper.settings import DEVELOPMENT, ApiSettings, PagesSettings, SettingsError


def serve_here(said: ApiSettings, pages: PagesSettings | None) -> None:
    """Serve the API over this installation, and the pages where they are set. Raises SettingsError: what is unsafe."""
    with place() as here:
        if not said.development and (problems := tuple(_unsafe(here))):
            raise SettingsError(problems)
        logs.set_up()
        serve(here.engine, here.settings, said, pages)


def _unsafe(here: Place) -> Iterator[str]:
    if found := unsafe_settings(here.engine):
        yield f"The database could lose what it has acknowledged ({', '.join(found)}); correct its configuration."
    slugs = {each.slug for each in list_councils(here.engine)}
    if shown := [each.slug for each in COUNCILS if each.slug in slugs]:
        names = ", ".join(shown)
        yield f"The database holds the demo's councils ({names}); use another one, or {DEVELOPMENT}=yes for a trial."
