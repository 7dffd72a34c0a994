"""A request from asking to the ruling on appeal, through the client: each step by the person whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from gatekeeper.client import Asked, Changed, Conflict, Gatekeeper, NotTaken, NotThere, NotYours, TokenRefused
from gatekeeper.client.commands import (
    Advising,
    Asking,
    Consulting,
    Disputing,
    Matching,
    PassageRuling,
    Rulings,
    Said,
    Transferring,
)
from gatekeeper.core.rulings import Ruling
from tests.client.serving import Running
from tests.services.cases.walking import disputed_ruling, ruled

WORDS = "I cannot judge the matter without it."
As = Callable[..., Gatekeeper]


@pytest.fixture
def client(service: Running) -> Iterator[As]:
    """The client of a person, by her code."""
    with ExitStack() as opened:
        yield lambda who="c1", **options: opened.enter_context(service.client(who, **options))


def rulings(ruling: Ruling, *, disputed: bool = False) -> Rulings:
    made = disputed_ruling(ruling) if disputed else ruled(ruling)
    return Rulings.model_validate_json(made.model_dump_json(exclude_unset=True))


def wants(service: Running, *documents: str, **asking: Any) -> Asking:
    return Asking(documents=tuple(service.world.id("document", each) for each in documents), **asking)


def asked(service: Running, client: As, document: str = "working_paper") -> Callable[[str], Asked]:
    """A request of c1's for a document; the asked document as a person now reads it."""
    filed = client().submit(wants(service, document, purpose="The budget is set next month."))
    return lambda who: client(who).read(filed.request_id).asked()


def test_a_refusal_is_disputed_ruled_on_and_opened(service: Running, client: As) -> None:
    now = asked(service, client)
    client("mo").advise(now("mo"), Advising(words="A briefing may do.", shared=True))
    assert client("d1").preview(now("d1"), rulings("refused")).lawful
    client("d1").determine(now("d1"), rulings("refused"))
    with pytest.raises(NotYours):
        client().open(now("c1"))
    client().dispute(now("c1"), Disputing(words=WORDS))
    client().statement(now("c1"), Said(words=WORDS))
    client("mo").rule(now("mo"), rulings("refused", disputed=True))
    client().appeal(now("c1"), Disputing(words=WORDS))
    client("chief").consult(now("chief"), Consulting(post="group_leader", words="She would show it."))
    client("chief").rule(now("chief"), rulings("granted", disputed=True))
    assert [each.form for each in client().open(now("c1")).passages] == ["inspection"]
    case = client().read(now("c1").request_id).shown
    assert (case.seen_as, case.documents[0].ruling) == ("councillor", "granted")
    wanted = ["submit", "advise", "determine", "dispute", "submit_statement", "rule", "appeal", "rule"]
    assert [each.action for each in case.timeline if each.action in wanted] == wanted


def test_what_she_may_not_know_is_not_there(service: Running, client: As) -> None:
    with pytest.raises(NotThere) as refused:
        client().pre_check(wants(service, "hidden"))
    assert refused.value.told.status == 404
    assert refused.value.told.correlation_id


def test_would_i_be_entitled_files_nothing(service: Running, client: As) -> None:
    found = client().pre_check(wants(service, "open_report"))
    assert [each.outcome for each in found.documents[0].passages] == ["Available now"]
    assert list(client().my_requests()) == []


def test_my_requests_and_the_queue_are_read_page_by_page(service: Running, client: As) -> None:
    filed = [client().submit(wants(service, "working_paper")).reference for _ in range(5)]
    assert [each.reference for each in client().my_requests(limit=2)] == filed[::-1]
    assert {each.reference for each in client("d1").queue(limit=2)} == set(filed)
    assert list(client("d2").queue()) == []


def test_a_command_on_a_case_that_another_has_changed_is_refused_until_it_is_read_again(
    service: Running, client: As
) -> None:
    now = asked(service, client)
    before = now("d1")
    client("mo").advise(now("mo"), Advising(words="A briefing may do."))
    with pytest.raises(Changed):
        client("d1").determine(before, rulings("refused"))
    assert client("d1").determine(now("d1"), rulings("refused")).entry > 0


def test_a_command_gives_the_asked_document_as_it_stands_since(service: Running, client: As) -> None:
    now = asked(service, client)
    first = client("d1").note(now("d1"), Said(words="Looked for the older version."))
    second = client("d1").note(first.asked, Said(words="Found it."))
    assert second.entry > first.entry


def test_the_same_key_has_one_effect_and_another_command_under_it_is_refused(service: Running, client: As) -> None:
    asking = wants(service, "open_report")
    first, again = (client().submit(asking, key="my-own-key-1") for _ in range(2))
    assert first == again
    with pytest.raises(Conflict):
        client().submit(wants(service, "working_paper"), key="my-own-key-1")
    assert len(list(client().my_requests())) == 1


def test_a_ruling_that_the_law_does_not_allow_is_told_with_every_reason(service: Running, client: As) -> None:
    now = asked(service, client)
    bare = Rulings(passages=(PassageRuling(passage="working_paper-whole", ruling="refused"),))
    with pytest.raises(NotTaken) as stopped:
        client("d1").determine(now("d1"), bare)
    assert stopped.value.told.problems
    assert all(each.source and each.remedy for each in stopped.value.told.problems)
    assert not client("d1").preview(now("d1"), bare).lawful


def test_an_officer_matches_a_description_and_sends_it_where_it_belongs(service: Running, client: As) -> None:
    filed = client().submit(Asking(descriptions=("The paper on the budget",)))
    case = client("proper").read(filed.request_id)
    document = service.world.id("document", "working_paper")
    client("proper").match(case.asked(), Matching(document=document))
    case = client("d1").read(filed.request_id)
    to = service.world.id("post", "director-people")
    with pytest.raises(Conflict):
        client("d1").transfer(case.asked(), Transferring(to_stage="director", to_post=to, words="It is theirs."))


def test_an_assistant_asks_for_her_councillor_and_acts_for_no_other(service: Running, client: As) -> None:
    hers, other = (service.world.id("person", code) for code in ("c1", "c2"))
    assert hers in client("assistant").me().acts_for
    filed = client("assistant", on_behalf_of=hers).submit(wants(service, "open_report"))
    assert client().read(filed.request_id).shown.on_behalf
    with pytest.raises(NotThere):
        client("assistant", on_behalf_of=other).submit(wants(service, "open_report"))


def test_an_officer_acts_in_a_post_that_she_holds_and_in_no_other(service: Running, client: As) -> None:
    now = asked(service, client)
    own, other = client("d1").me().posts[0].id, service.world.id("post", "monitoring-officer")
    client("d1", acting_as=own).note(now("d1"), Said(words="Looked for it."))
    with pytest.raises(NotYours):
        client("d1", acting_as=other).note(now("d1"), Said(words="Looked for it."))


def test_the_register_the_rules_and_the_record_are_read(service: Running, client: As) -> None:
    document = client().document(service.world.id("document", "open_report"))
    assert document.open_now
    rules = client().rules()
    assert client().rule_explained(rules[0].id).text
    assert client("auditor").verify().intact
    assert [each.number for each in client("auditor").record_entries(limit=20)][:3] == [0, 1, 2]
    with pytest.raises(NotYours):
        list(client().record_entries())


def test_a_program_that_the_council_does_not_know_is_refused(service: Running, client: As) -> None:
    program = client(token=service.token(sub="reporting", client_id="reporting"))
    with pytest.raises(TokenRefused):
        program.rules()


def test_how_the_service_is_can_be_asked_by_anybody(service: Running) -> None:
    with Gatekeeper(service.address, "northmere") as anybody:
        assert anybody.health().alive
        assert anybody.metadata()["resource"] == service.address
        with pytest.raises(TokenRefused):
            anybody.me()
