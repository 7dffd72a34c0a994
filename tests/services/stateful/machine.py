"""Lives of requests at random, step by step, in a database and in the model: after each step the two must agree."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gatekeeper.services.cases import closing, conversation, determine, disputes, first, found
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.errors import CommandRefused
from gatekeeper.services.cases.opening import open_document
from gatekeeper.services.cases.submit import Asking, submit
from gatekeeper.services.cases.view import read_case
from gatekeeper.storage.cases import Cases
from gatekeeper.storage.transaction import reading
from tests.services.cases.walking import DISPUTING, granting, on_the_ladder, refusing
from tests.services.stateful import model
from tests.services.stateful.changes import CHANGES, OFFICES, Change
from tests.services.stateful.law import kept_on, law_on
from tests.services.stateful.model import DONE, FORBIDDEN, NOT_THERE, REFUSED, UNLAWFUL, Asked, Model
from tests.services.stateful.soundness import faults
from tests.services.world_databases import little_world
from tests.services.worlds import World

PACK = "wbc"
DOCUMENTS = ("open_report", "part_exempt", "working_paper", "secret_title")
OFFICERS = ("d1", "d2", "deputy-d1", "mo", "deputy-mo", "chief", "proper", "cfo", "clerk", "foi")
PEOPLE = (*OFFICERS, "auditor", "administrator", "c1", "c2", "assistant", "red-leader", "blue-leader", "leader")
SOMEBODY = st.one_of(st.none(), st.none(), st.none(), st.sampled_from(PEOPLE))
"""None: whose part it is."""
WHICH = st.integers(0, 9)
RULINGS = st.sampled_from(("granted", "refused"))
STAGES = st.sampled_from(("director", "proper_officer", "monitoring_officer", "chief_executive"))
WORDS = conversation.Said(words="The lease runs out in March.")


class LifeOfRequests(RuleBasedStateMachine):
    """Every rule gives one command, of the person whose part it is or of anybody, and says what should come of it."""

    backend: ClassVar[str] = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self.kept = ExitStack()
        folder = Path(self.kept.enter_context(tempfile.TemporaryDirectory()))
        self.world: World = self.kept.enter_context(little_world(self.backend, folder, PACK))
        self.model = Model()

    def teardown(self) -> None:
        """At the end everything stored is checked once more, with decisions replayed."""
        try:
            assert faults(self.world.engine, self.world.council_id, replayed=2) == []
        finally:
            self.kept.close()

    def one(self, which: int) -> Asked:
        """One of the asked documents, the latest first."""
        every = list(self.model.asked.values())
        return every[-1 - which % len(every)]

    def give(self, who: str, work: Callable[[Desk], Any]) -> tuple[str, Any]:
        """Give a command: how it ended, and what it answered. Nothing but a refusal in words may come of it."""
        self.world.later(minutes=1)
        try:
            return DONE, self.world.do(who, work)
        except CommandRefused as refused:
            return refused.code, None

    def act(self, act: str, who: str | None, one: Asked, work: Callable[[Desk], Any], bar: str | None = None) -> bool:
        """Give a command on an asked document and compare; ``bar``: what it is answered for, though she may."""
        who = who or self.model.whose(one, act)
        may = self.model.may(who, act, one)
        expected = bar if bar and may == DONE else may
        ended, _ = self.give(who, work)
        assert ended == expected, f"{act} by {who}: {ended}, not {expected}: {one}"
        return ended == DONE

    @initialize(documents=st.lists(st.sampled_from(DOCUMENTS), min_size=1, max_size=2, unique=True))
    def begin(self, documents: list[str]) -> None:
        """There is always something to do something with."""
        self.submit("c1", documents)

    @rule(
        who=st.sampled_from(("c1", "c2", "assistant", "d1")),
        documents=st.lists(st.sampled_from((*DOCUMENTS, "hidden")), min_size=1, max_size=2, unique=True),
    )
    def submit(self, who: str, documents: list[str]) -> None:
        """Somebody asks for one document or two."""
        councillor = "c1" if who == "assistant" else who
        expected = NOT_THERE if "hidden" in documents else DONE
        expected = FORBIDDEN if councillor == "d1" or councillor in self.model.gone else expected
        behalf = self.world.id("person", "c1") if who == "assistant" else None
        wanted = tuple(self.world.id("document", code) for code in documents)
        ended, submitted = self.give(who, lambda desk: submit(desk, Asking(documents=wanted, councillor=behalf)))
        assert ended == expected
        if ended != DONE:
            return
        self.model.requests[submitted.request_id] = list(submitted.asked)
        for asked_id, document in zip(submitted.asked, documents, strict=True):
            arrived = Asked(asked_id, councillor, document, law_on(self.world, asked_id))
            arrived.arrive()
            self.model.asked[asked_id] = arrived

    @rule(which=WHICH, who=SOMEBODY, ruling=RULINGS, ladder=st.booleans())
    def rule_or_determine(self, which: int, who: str | None, ruling: str, ladder: bool) -> None:
        """The determination, or on the ladder the ruling; now and then the wrong one of the two."""
        one = self.one(which)
        act = "rule" if ladder and one.rung else "determine"
        if not one.withheld:
            return
        each = granting if ruling == "granted" else refusing
        rulings = on_the_ladder(*(each(name) for name in one.withheld))
        who = who or self.model.whose(one, act)
        bar = self._bar(one, ruling, act)
        if self.model.may(who, act, one) == DONE and not self._lawful(who, one, rulings):
            bar = UNLAWFUL
        command = disputes.rule if act == "rule" else determine.determine
        if self.act(act, who, one, lambda desk: command(desk, one.asked_id, rulings), bar):
            one.ruled |= dict.fromkeys(one.withheld, ruling)
            one.status, one.ruling = "determined", model.rule_on(one, ruling)
            one.did.add((who, "ruled" if act == "rule" else "determined", one.rung))

    def _lawful(self, who: str, one: Asked, rulings: determine.Rulings) -> bool:
        ended, checked = self.give(who, lambda desk: determine.preview(desk, one.asked_id, rulings))
        return ended == DONE and checked.lawful

    def _bar(self, one: Asked, ruling: str, act: str) -> str | None:
        comes_to = model.rule_on(one, ruling)
        unheard = act == "rule" and one.rung == 2 and not one.heard
        silence = one.status == "awaiting_councillor" and comes_to != "granted"
        return REFUSED if unheard or silence else None

    @rule(which=WHICH, who=SOMEBODY)
    def dispute(self, which: int, who: str | None) -> None:
        """She takes it to the first rung."""
        one = self.one(which)
        if self.act("dispute", who, one, lambda desk: disputes.dispute(desk, one.asked_id, DISPUTING)):
            model.go_up(one)

    @rule(which=WHICH, who=SOMEBODY)
    def appeal(self, which: int, who: str | None) -> None:
        """She takes the ruling of this rung to the next; the second is the last."""
        one = self.one(which)
        ruled = any((act, rung) == ("ruled", one.rung) for _, act, rung in one.did)
        bar = None if ruled and one.rung == 1 else REFUSED
        if self.act("appeal", who, one, lambda desk: disputes.appeal(desk, one.asked_id, DISPUTING), bar):
            model.go_up(one)

    @rule(which=WHICH, who=SOMEBODY)
    def consult(self, which: int, who: str | None) -> None:
        """It is recorded that the group leader was heard; only the second rung hears her."""
        one = self.one(which)
        heard = disputes.Consulting(post="group_leader", words="She would show it.")
        bar = REFUSED if one.rung == 1 else None
        if self.act("consult", who, one, lambda desk: disputes.consult(desk, one.asked_id, heard), bar):
            one.heard = True

    @rule(which=WHICH, who=SOMEBODY)
    def withdraw(self, which: int, who: str | None) -> None:
        """She withdraws."""
        one = self.one(which)
        if self.act("withdraw", who, one, lambda desk: closing.withdraw(desk, one.asked_id, closing.Leaving())):
            one.give_up()

    @rule(which=WHICH, who=SOMEBODY, to_stage=STAGES)
    def transfer(self, which: int, who: str | None, to_stage: str) -> None:
        """It is sent on to another post."""
        one = self.one(which)
        going = first.Transfer(to_stage=to_stage, words="It is yours.")
        bar = REFUSED if one.stage == to_stage else None
        if self.act("transfer", who, one, lambda desk: first.transfer(desk, one.asked_id, going), bar):
            one.stage = to_stage

    @rule(which=WHICH, who=SOMEBODY)
    def ask(self, which: int, who: str | None) -> None:
        """She is asked a question."""
        one = self.one(which)
        if self.act("ask", who, one, lambda desk: conversation.ask_councillor(desk, one.asked_id, WORDS)):
            one.status = "awaiting_councillor"

    @rule(which=WHICH, who=SOMEBODY, duty=st.sampled_from((None, True, False)))
    def answer(self, which: int, who: str | None, duty: bool | None) -> None:
        """She answers, and may state her duty."""
        one = self.one(which)
        stated = conversation.Stated(words="To vote on the sale.", duty_stated=duty)
        if self.act("answer", who, one, lambda desk: conversation.answer_question(desk, one.asked_id, stated)):
            one.status = "open"

    @rule(which=WHICH, who=SOMEBODY)
    def narrow(self, which: int, who: str | None) -> None:
        """She asks for less, which answers a question too."""
        one = self.one(which)
        less = conversation.Narrowing(words="Only the price.")
        if self.act("narrow", who, one, lambda desk: conversation.narrow(desk, one.asked_id, less)):
            one.status = "open" if one.status == "awaiting_councillor" else one.status

    @rule(which=WHICH, who=SOMEBODY)
    def ask_advice(self, which: int, who: str | None) -> None:
        """Whoever has it asks for advice."""
        one = self.one(which)
        if self.act("ask_advice", who, one, lambda desk: conversation.ask_advice(desk, one.asked_id, WORDS)):
            one.status = "awaiting_advice" if one.status == "open" else one.status

    @rule(which=WHICH, who=SOMEBODY)
    def advise(self, which: int, who: str | None) -> None:
        """Advice is given; whoever gives it is remembered."""
        one = self.one(which)
        who = who or self.model.whose(one, "advise")
        advice = conversation.Advising(words="The draft may be kept back.")
        if self.act("advise", who, one, lambda desk: conversation.advise(desk, one.asked_id, advice)):
            one.did.add((who, "advised", one.rung))
            one.status = "open" if one.status == "awaiting_advice" else one.status

    @rule(which=WHICH, who=SOMEBODY, word=st.sampled_from(("true", "false")))
    def confirm(self, which: int, who: str | None, word: Any) -> None:
        """The proper officer confirms the balance on a paragraph; only one document has one."""
        one = self.one(which)
        paragraph = self.world.id("paragraph", "part_exempt-terms-3")
        given = found.Confirmation(paragraph=paragraph, confirmed=word, reasons="Looked at again today.")
        bar = None if one.document == "part_exempt" else NOT_THERE
        self.act("confirm", who, one, lambda desk: found.confirm_balance(desk, one.asked_id, given), bar)

    @rule(which=WHICH, who=SOMEBODY)
    def open(self, which: int, who: str | None) -> None:
        """Somebody opens the document: she, exactly what the law or a standing ruling opens; an officer, all of it."""
        one = self.one(which)
        who = who or one.requester
        expected = self.model.may(who, "open", one)
        hers = {"requester", "assistant"} >= self.model.parts(who, one)
        opened = one.opened | {name for name in one.withheld if one.ruled.get(name) == "granted"}
        expected = FORBIDDEN if expected == DONE and hers and not opened else expected
        ended, answer = self.give(who, lambda desk: open_document(desk, one.asked_id))
        assert ended == expected, f"opened by {who}: {ended}, not {expected}: {one}"
        if ended == DONE and hers:
            assert {each.passage for each in answer.passages} == opened

    @rule(which=WHICH, who=SOMEBODY)
    def read(self, which: int, who: str | None) -> None:
        """Somebody reads the case: of its documents exactly those that she may see."""
        one = self.one(which)
        request, asked = next(each for each in self.model.requests.items() if one.asked_id in each[1])
        who = who or one.requester
        seen = [each for each in asked if self.model.sees(who, self.model.asked[each])]
        ended, answer = self.give(who, lambda desk: read_case(desk, request))
        assert ended == (DONE if seen else NOT_THERE), f"read by {who}: {ended}: {one}"
        if seen:
            assert [each["asked_id"] for each in answer["documents"]] == seen

    @rule(change=st.sampled_from(sorted(CHANGES)))
    def change_the_register(self, change: str) -> None:
        """Something becomes known."""
        self._becomes_known(CHANGES[change])

    def _becomes_known(self, change: Change) -> None:
        """What it opens is given at once, in every case that it touches."""
        self.world.later(minutes=1)
        self.world.make(lambda making: change(making, self.world.now))
        for one in self.model.asked.values():
            if one.status != "withdrawn":
                one.learn(law_on(self.world, one.asked_id))

    @rule(leaves=st.booleans())
    def leave_or_return(self, leaves: bool) -> None:
        """c2 leaves office, or it turns out that she did not."""
        self.model.gone = {"c2"} if leaves else set()
        self._becomes_known(OFFICES["c2 left office" if leaves else "c2 is in office"])

    @invariant()
    def the_model_and_the_database_agree(self) -> None:
        """Where each asked document stands, and what the law was last found to open of it."""
        with reading(self.world.engine) as session:
            for one in self.model.asked.values():
                row = Cases(session, self.world.council_id).asked(one.asked_id)
                assert row is not None
                assert (row.stage, row.rung, row.status, row.ruling) == one.stands
                if one.status != "withdrawn":
                    assert kept_on(session, self.world.council_id, one.asked_id) == one.law

    @precondition(lambda self: bool(self.model.asked))
    @invariant()
    def nothing_stored_is_unsound(self) -> None:
        """Entries, acts, states, rulings and numbers fit together, and the chain verifies."""
        assert faults(self.world.engine, self.world.council_id, replayed=0) == []


class LifeOnPostgreSQL(LifeOfRequests):
    """The same on PostgreSQL."""

    backend: ClassVar[str] = "postgresql"
