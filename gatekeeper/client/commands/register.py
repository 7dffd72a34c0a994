"""What the operations on register take, as the description of the API says it."""

from __future__ import annotations

from pydantic import Field

from gatekeeper.client.operation import Taken


class Sheets(Taken):
    """Rows by the sheet they are of, each cell as it would stand in a CSV file (docs/import.md).

    ``dry_run``: tell what would change and enter nothing. ``remove_missing``: remove what is recorded and is in none of
    the rows of a sheet that is sent.
    """

    sheets: dict[str, tuple[dict[str, str], ...]] = Field(
        description=(
            "The sheets are: council, governance, packs, closures, wards, groups, people, bodies, "
            "offices, suspensions, group_memberships, memberships, cabinet, portfolios, "
            "political_posts, assistants, posts, appointments, absences, meetings, items, decisions, "
            "documents, ties, links, passages, paragraphs, findings."
        ),
    )
    dry_run: bool = False
    remove_missing: bool = False
