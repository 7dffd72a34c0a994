"""Programs sign in with their own name and secret, do what a program may, and never act as a person."""

from __future__ import annotations

import httpx
import pytest

from gatekeeper.client import ClientCredentials, ClientError, NotTaken, NotYours, SignInFailed
from gatekeeper.client.commands import Sheets
from gatekeeper.demo.provider import IMPORTER, REPORTING
from tests.client.describing import description
from tests.client.writing import operations as described
from tests.end_to_end.asking import claims
from tests.end_to_end.town import COUNCIL, Town

pytestmark = pytest.mark.slow
SAID = description()
PROGRAMS_MAY = {"documents:write", "register:read", "register:write", "record:verify", "rules:read", "oversight:read"}
"""The scopes that docs/tokens.md marks as programs' own."""
PERSONS = [
    pytest.param(method, path, id=f"{method} {path}")
    for method, path, operation in described(SAID)
    if operation.get("security")
    and not {scope for each in operation["security"] for scopes in each.values() for scope in scopes} & PROGRAMS_MAY
]


@pytest.fixture(scope="session")
def tokens(here: Town) -> dict[str, str]:
    """The token of each program, straight from the provider."""
    return {client_id: token(here, client_id) for client_id in (IMPORTER, REPORTING)}


def token(here: Town, client_id: str) -> str:
    answer = httpx.post(
        f"{here.provider.issuer}/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(client_id, here.provider.secrets[client_id]),
        trust_env=False,
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def test_a_program_verifies_the_record_and_reads_the_rules(here: Town) -> None:
    with here.program(REPORTING) as program:
        assert program.verify().intact
        rules = program.rules()
        assert program.rule_explained(rules[0].id).text


def test_a_program_enters_the_register_as_itself_all_of_it_or_nothing(here: Town) -> None:
    sheets: dict[str, tuple[dict[str, str], ...]] = {
        "people": ({"code": "zennor", "name": "Morwenna Zennor", "email": "", "signs_in_as": ""},)
    }
    with here.program(IMPORTER) as program:
        tried = program.enter(Sheets(sheets=sheets, dry_run=True))
        assert (tried.counts.added, tried.entries) == (1, ())
        done = program.enter(Sheets(sheets=sheets), key="import-of-today")
        again = program.enter(Sheets(sheets=sheets), key="import-of-today")
        assert done.entries == again.entries != ()
        with pytest.raises(NotTaken):
            program.enter(Sheets(sheets={"bodies": ({"code": "new", "name": "New", "type": "no such type"},)}))
    assert here.names(lambda names: names.thing("person", "zennor"))


def test_a_programs_token_names_no_person(here: Town) -> None:
    said = claims(token(here, REPORTING))
    assert said["sub"] == said["client_id"] == REPORTING


def test_there_are_operations_that_only_a_person_can_do() -> None:
    assert len(PERSONS) > 25


@pytest.mark.parametrize(("method", "path"), PERSONS)
@pytest.mark.parametrize("client_id", [IMPORTER, REPORTING])
def test_no_program_does_what_only_a_person_can_do(
    here: Town, tokens: dict[str, str], client_id: str, method: str, path: str
) -> None:
    address = here.address + path.format_map(Ids(slug=COUNCIL))
    headers = {"Authorization": f"Bearer {tokens[client_id]}", "Idempotency-Key": "k", "If-Match": '"1"'}
    answer = httpx.request(method, address, headers=headers, trust_env=False)
    assert answer.status_code == 403
    assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]


class Ids(dict[str, str]):
    """The council, and for any other id that an address holds one that names nothing."""

    def __missing__(self, name: str) -> str:
        return "0" * 32


def test_a_program_gets_no_persons_scope_by_asking_for_it(here: Town) -> None:
    with here.program(REPORTING, "requests:read", "requests:determine") as program, pytest.raises(ClientError) as said:
        program.me()
    assert isinstance(said.value, SignInFailed | NotYours)


def test_a_program_with_a_wrong_secret_gets_no_token_and_the_secret_is_not_told(here: Town) -> None:
    credential = ClientCredentials(REPORTING, "not-the-secret")
    with here.client(credential=credential) as program, pytest.raises(SignInFailed) as refused:
        program.verify()
    assert "not-the-secret" not in f"{refused.value!r} {refused.value} {program!r} {credential!r}"


def test_what_a_program_may_not_do_is_said_with_the_scope_that_is_lacking(here: Town) -> None:
    with here.program(IMPORTER) as program, pytest.raises(NotYours) as refused:
        program.verify()
    assert "record:verify" in str(refused.value)
