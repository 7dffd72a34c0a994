"""What `gatekeeper run` prints once everything runs: addresses, who can sign in, and calls that work as printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gatekeeper.demo.councils import COUNCILS
from gatekeeper.demo.provider import REPORTING, DemoProvider
from gatekeeper.demo.walk_data import walk_of

_FIRST: Final = "wexbridge"
"""The council whose decided request is shown first: its ladder has two rungs."""
_SHOWN: Final = (
    "councillor",
    "group_leader",
    "group_assistant",
    "director",
    "proper_officer",
    "monitoring_officer",
    "chief_executive",
    "clerk",
    "auditor",
)


def welcome(address: str, provider: DemoProvider, home: Path, log: Path, seconds: float) -> str:
    """The whole text."""
    lines = [
        "",
        f"Everything runs ({seconds:.0f} seconds). Stop it with Ctrl-C; the data stays in {home}.",
        "",
        f"  the pages          {address}/          open this in a browser",
        f"  the API            {address}          described at {address}/openapi.json",
        f"  the sign-in        {provider.issuer}",
        f"  the log            {log}",
        "",
        *_first_minute(address, provider),
        "",
        f"Everybody's password is {provider.password}. Some who can sign in:",
        "",
        *_people(provider),
        "",
        "Try it:",
        "",
        f"  curl {address}/ready",
        *_token(address, provider),
        f"  .venv/bin/gatekeeper sign-in {address}",
        "",
    ]
    return "\n".join(lines)


def _first_minute(address: str, provider: DemoProvider) -> list[str]:
    """What to look at first: a request that was decided, and one that waits."""
    walk = walk_of(_FIRST)
    director = provider.person(walk.slug, "director").sign_in
    return [
        "In a minute:",
        "",
        f"  1. Open {address}/in/{walk.slug}/requests and sign in as {walk.councillor}, password {provider.password}.",
        "     Her request is there, decided passage by passage. Open it, and press Why beside any answer.",
        f"  2. In a private window, sign in as {director} at {address}/in/{walk.slug}/queue:",
        "     another councillor's request waits to be determined.",
    ]


def _people(provider: DemoProvider) -> list[str]:
    width = max(len(post) for post in _SHOWN)
    names = {post: [provider.person(each.slug, post).sign_in for each in COUNCILS] for post in _SHOWN}
    names["councillor"] = [walk_of(each.slug).councillor for each in COUNCILS]
    columns = [max(len(each.slug), *(len(names[post][at]) for post in _SHOWN)) for at, each in enumerate(COUNCILS)]
    rows = [["", *(each.slug for each in COUNCILS)], *([post.replace("_", " "), *names[post]] for post in _SHOWN)]
    sizes = (width, *columns)
    return ["  " + "  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip() for row in rows]


def _token(address: str, provider: DemoProvider) -> list[str]:
    """A program's token, and a call with it."""
    grant = "-d grant_type=client_credentials -d scope=rules:read"
    ask = f"curl -s -u {REPORTING}:{provider.secrets[REPORTING]} {grant} {provider.issuer}/oauth/token"
    read = "python3 -c 'import json, sys; print(json.load(sys.stdin)[\"access_token\"])'"
    return [
        f"  TOKEN=$({ask} | {read})",
        f'  curl -H "Authorization: Bearer $TOKEN" {address}/councils/wexbridge/rules',
    ]
