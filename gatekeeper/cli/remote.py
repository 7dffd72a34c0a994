"""Commands that go to a service elsewhere over HTTP, as the person who has signed in there or as a program."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer

from gatekeeper.cli.root import FAILED, REFUSED
from gatekeeper.cli.say import Format, check_format, refuse, say, say_json, warn
from gatekeeper.client import ClientCredentials, ClientError, Gatekeeper, Patience, SignInFailed
from gatekeeper.client.addresses import trusted
from gatekeeper.client.commands import Asking
from gatekeeper.client.credentials import CLIENT_ID as PROGRAM
from gatekeeper.client.discovery import Service
from gatekeeper.client.http import web_client
from gatekeeper.client.kept import KeptSignIn, SignIn, SignIns, own_folder
from gatekeeper.client.signing_in import CLIENT_ID, sign_in

commands = typer.Typer(
    help="Ask a service elsewhere, as the person who signed in there (docs/client.md).", no_args_is_help=True
)
Council = Annotated[str | None, typer.Option("--council", help="The council; left out, the one named at sign-in.")]
At = Annotated[str | None, typer.Option("--at", help="The service's address; left out, the only one kept.")]
_PATIENCE = Patience(tries=3, seconds=20)


@contextmanager
def telling() -> Iterator[None]:
    """End with one clear message where the service, or the sign-in, refuses."""
    try:
        yield
    except ClientError as error:
        refuse(str(error), REFUSED)


def kept() -> SignIns:
    """The sign-ins of this user."""
    return SignIns(own_folder(os.environ))


def only(address: str | None) -> SignIn:
    """The sign-in at that service, or the only one there is. Raises SignInFailed."""
    found = kept().every() if address is None else (kept().read(plain(address)),)
    what, remedy = "You are not signed in", "sign in: gatekeeper sign-in ADDRESS"
    if address is None and len(found) > 1:
        raise SignInFailed("It is not clear where", "you are signed in at several services", "name the service")
    if not found or found[0] is None:
        raise SignInFailed(what, "no such sign-in is kept on this machine", remedy)
    return found[0]


def plain(address: str) -> str:
    """The address as it is kept: trusted, and without the last stroke. Raises Distrusted."""
    return trusted(address, "the service").rstrip("/")


def signed_in(address: str, council: str | None, client: str | None, scopes: Iterable[str], *, browser: bool) -> None:
    """Sign in, keep it, and say who signed in."""
    with telling(), web_client(plain(address)) as http_client:
        service = Service(address, http_client)
        name = client or CLIENT_ID
        tokens, person = sign_in(service, lambda url: _show(url, browser=browser), client_id=name, scopes=scopes)
        kept().keep(SignIn(service.address, service.issuer.name, name, person, tokens, council))
        say(f"signed in at {service.address} as {person}")


def signed_out(address: str | None) -> None:
    """Forget the sign-in, and say whether the council's sign-in withdrew it."""
    with telling():
        there = only(address)
        with web_client(there.address) as http_client:
            withdrawn = KeptSignIn(kept(), there.address).sign_out(Service(there.address, http_client))
    say(f"signed out at {there.address}")
    if not withdrawn:
        warn("The council's sign-in did not withdraw it: what was copied before is of use until it ends by itself.")


def who_am_i(address: str | None) -> None:
    """Say who is signed in, and in which posts."""
    with telling():
        there = only(address)
        say(f"{there.address}: signed in as {there.person}")
        if there.council:
            with calling(there.council, there.address) as gatekeeper:
                me = gatekeeper.me()
            posts = "; ".join(f"{each.title} ({each.id})" for each in me.posts) or "no post"
            say(f"{there.council}: person {me.person}; {posts}; may act for {', '.join(me.acts_for) or 'nobody else'}")


@contextmanager
def calling(council: str | None, at: str | None) -> Iterator[Gatekeeper]:
    """The client of whoever calls: the program that the environment names, or the person who signed in."""
    with telling():
        if os.environ.get(PROGRAM):
            if council is None or at is None:
                raise SignInFailed("It is not clear where", "a program names both", "say --at and --council")
            credential = ClientCredentials.from_environment(os.environ)
            with Gatekeeper(at, council, credential=credential, patience=_PATIENCE) as gatekeeper:
                yield gatekeeper
            return
        there = only(at)
        chosen = council or there.council
        if chosen is None:
            raise SignInFailed("It is not clear where", "no council was named at sign-in", "say --council")
        person = KeptSignIn(kept(), there.address)
        with Gatekeeper(there.address, chosen, credential=person, patience=_PATIENCE) as gatekeeper:
            yield gatekeeper


@commands.command("requests", epilog="Example: gatekeeper remote requests --format json")
def requests_command(council: Council = None, at: At = None, style: Format = "text") -> None:
    """List your own requests, the latest first."""
    check_format(style)
    with calling(council, at) as gatekeeper:
        found = list(gatekeeper.my_requests())
    if style == "json":
        say_json([each.model_dump(mode="json", by_alias=True) for each in found])
        return
    lines = (
        f"{each.reference} ({each.request_id}), {each.received_at:%d %B %Y}: "
        + ", ".join(document.ruling or document.status for document in each.documents).replace("_", " ")
        for each in found
    )
    say("\n".join(lines) or "you have asked for nothing yet")


@commands.command("read", epilog="Example: gatekeeper remote read 0f3c…")
def read_command(
    request: Annotated[str, typer.Argument(help="The request's id, as `remote requests` lists it.")],
    council: Council = None,
    at: At = None,
    style: Format = "text",
) -> None:
    """Read one case as you may see it; the reading is entered in the record."""
    check_format(style)
    with calling(council, at) as gatekeeper:
        case = gatekeeper.read(request).shown
    if style == "json":
        say_json(case.model_dump(mode="json", by_alias=True))
        return
    say(f"{case.reference}, received {case.received_at}")
    for document in case.documents:
        say(f"{document.called}: {(document.ruling or document.status).replace('_', ' ')}, with {document.with_}")
        for passage in document.passages:
            say(f"  {passage.passage}, pages {passage.pages or 'not given'}: {passage.outcome}")
            say("\n".join(f"    {reason}" for reason in passage.reasons) or "    no reasons are given")


@commands.command("submit", epilog='Example: gatekeeper remote submit --describe "The lease of the depot" --why "…"')
def submit_command(
    document: Annotated[
        list[str] | None, typer.Option("--document", help="A document of the register, by its id.")
    ] = None,
    describe: Annotated[list[str] | None, typer.Option("--describe", help="A document in your own words.")] = None,
    why: Annotated[str | None, typer.Option("--why", help="Why you need it, where the law asks for a need.")] = None,
    key: Annotated[str | None, typer.Option("--key", help="The same key again has no second effect.")] = None,
    council: Council = None,
    at: At = None,
) -> None:
    """Ask to inspect documents. What the law opens is answered at once."""
    if not document and not describe:
        raise typer.BadParameter("nothing is asked for: name a document, or describe it in your own words")
    asking = Asking(documents=tuple(document or ()), descriptions=tuple(describe or ()), purpose=why)
    with calling(council, at) as gatekeeper:
        filed = gatekeeper.submit(asking, key=key)
    say(f"{filed.reference} ({filed.request_id})")


@commands.command("library", epilog='Example: gatekeeper remote library --search "garden waste" --limit 10')
def library_command(
    search: Annotated[str | None, typer.Option("--search", help="Words that all stand on one open page.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="How many documents at most.")] = 20,
    council: Council = None,
    at: At = None,
    style: Format = "text",
) -> None:
    """List what is open to you now as of right, the newest business first; the reading is entered in the record."""
    check_format(style)
    with calling(council, at) as gatekeeper:
        page = gatekeeper.library_page(search, limit=limit)
    if style == "json":
        say_json(page.model_dump(mode="json"))
        return
    for each in page.items:
        say(f"{each.called} ({each.document_id}): {each.body or 'no body'}, {_day(each.business_at)}")
        say("\n".join(f"  {passage.passage}, pages {passage.pages or 'not given'}" for passage in each.passages))
        say("\n".join(f"  by {way.source}" for way in each.ways))
    if not page.items:
        say(page.why or "nothing that fits is open to you now as of right")


def _day(at: datetime | None) -> str:
    return f"{at:%d %B %Y}" if at else "no date"


@commands.command("verify", epilog="Example: gatekeeper remote verify --at https://gatekeeper.council.example")
def verify_command(council: Council = None, at: At = None) -> None:
    """Ask whether the record holds, as a program or with the right scope."""
    with calling(council, at) as gatekeeper:
        found = gatekeeper.verify()
    if not found.intact:
        refuse(f"The record does not hold: {found.problem}", FAILED)
    say(f"the record holds: {found.checked} entries checked")


def _show(url: str, *, browser: bool) -> None:
    opened = browser and webbrowser.open(url)
    say("Sign in in your browser." if opened else "Sign in at this address:")
    say(url)
    sys.stdout.flush()
