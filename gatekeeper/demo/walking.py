"""Walks one case of a demo council from the request to the end of its ladder, telling what each person sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from gatekeeper.core.explain.case import tell_case
from gatekeeper.core.explain.lines import heading, wrapped
from gatekeeper.demo.walk_data import Walk
from gatekeeper.services.actor import Actor
from gatekeeper.services.cases import conversation, disputes, found, opening
from gatekeeper.services.cases.closing import Leaving, hand_over
from gatekeeper.services.cases.desk import Desk, at_desk
from gatekeeper.services.cases.determine import NeedFound, PassageRuling, Rulings, determine
from gatekeeper.services.cases.errors import CommandRefused, Unlawful
from gatekeeper.services.cases.lookup import Lookup
from gatekeeper.services.cases.submit import Asking, submit
from gatekeeper.services.cases.view import pre_check_view, read_case
from gatekeeper.storage import tables
from gatekeeper.storage.transaction import reading
from gatekeeper.storage.types import Engine

T = TypeVar("T")
_DUTY = NeedFound(
    council_document=True,
    held=True,
    identified=True,
    council_business=True,
    duty="To speak and vote on the report when it comes to the meeting.",
    why_now="The meeting is near, and the papers are out.",
    reasonably_necessary=True,
    least_form_that_suffices="inspection",
)
_NOT_THE_PRICE = _DUTY.model_copy(update={"reasonably_necessary": False, "least_form_that_suffices": "briefing"})


@dataclass(slots=True)
class Walking:
    """One walk: the database, the council, its data, and where to tell it."""

    engine: Engine
    council_id: str
    walk: Walk
    say: Callable[[str], None]
    request_id: str = ""
    asked_id: str = ""

    def go(self) -> None:
        """Walk the whole way. Raises CommandRefused where a step that should succeed does not."""
        self._ask()
        self._determine()
        self._dispute()
        self._end()

    def leave_waiting(self) -> None:
        """Another councillor asks for the same document; what the law leaves to the director waits for her."""
        document = self._names(lambda names: names.thing("document", self.walk.document))
        asking = Asking(documents=(document,), purpose="Residents of my ward ask me what it will cost them.")
        self._as(self.walk.waiting, lambda desk: submit(desk, asking))

    def _ask(self) -> None:
        document = self._names(lambda names: names.thing("document", self.walk.document))
        asking = Asking(documents=(document,), purpose="I must speak and vote on it at the meeting.")
        self._tell("The councillor", "asks first: would I be entitled? Nothing is filed.")
        checked = self._as(self.walk.councillor, lambda desk: pre_check_view(desk, asking))
        self._line(str(checked["documents"][0]["summary"]))
        self._tell("The councillor", "asks to see the report. What the law opens is hers at once.")
        done = self._as(self.walk.councillor, lambda desk: submit(desk, asking))
        self.request_id, self.asked_id = done.request_id, done.asked[0]
        self._show(self.walk.councillor)
        self._tell("The councillor", "opens what is open. The reading is entered in the record first.")
        opened = self._as(self.walk.councillor, lambda desk: opening.open_document(desk, self.asked_id))
        for each in opened.passages:
            self._line(f"{each.passage}, pages {each.pages}: by {', '.join(each.by)}")

    def _determine(self) -> None:
        asked, walk = self.asked_id, self.walk
        spoilt = PassageRuling(
            passage=walk.open_passage,
            ruling="refused",
            grounds=("embarrassment",),
            reasons="It would embarrass the council if this came out now.",
        )
        self._tell(self._title(walk.director), "tries to refuse what the law opens. It is stopped.")
        self._refused(walk.director, lambda desk: determine(desk, asked, self._rulings(spoilt)))
        for paragraph in self._paragraphs():
            self._confirm(paragraph)
        self._tell(self._title(walk.proper_officer), "confirms for this request that each balance still holds.")
        question = conversation.Said(words="May the price be withheld while the terms are shown?")
        self._as(walk.director, lambda desk: conversation.ask_advice(desk, asked, question))
        advice = conversation.Advising(
            words="The terms she needs for her vote; the price alone she does not need before the offers are in.",
            recommends=(
                conversation.Recommendation(passage=walk.granted, recommends="granted", form="inspection"),
                conversation.Recommendation(passage=walk.passage, recommends="refused"),
            ),
        )
        self._as(walk.adviser, lambda desk: conversation.advise(desk, asked, advice))
        self._tell(self._title(walk.director), f"determines, with the advice of the {self._title(walk.adviser)}.")
        self._as(walk.director, lambda desk: determine(desk, asked, self._rulings()))
        self._show(walk.councillor)

    def _confirm(self, paragraph: str) -> None:
        given = found.Confirmation(paragraph=paragraph, confirmed="true", reasons="Weighed again today; it holds.")
        self._as(self.walk.proper_officer, lambda desk: found.confirm_balance(desk, self.asked_id, given))

    def _dispute(self) -> None:
        said = disputes.Disputing(words="I cannot judge the offer without the price.")
        self._tell("The councillor", "disputes the refusal.")
        if not self.walk.ladder:
            self._refused(self.walk.councillor, lambda desk: disputes.dispute(desk, self.asked_id, said))
            return
        self._as(self.walk.councillor, lambda desk: disputes.dispute(desk, self.asked_id, said))
        for post in self.walk.ladder[:-1]:
            self._tell(self._title(post), "rules, citing authority.")
            self._rule(post, show=False)
            self._tell("The councillor", "appeals.")
            self._as(self.walk.councillor, lambda desk: disputes.appeal(desk, self.asked_id, said))
        self._last_word(self.walk.ladder[-1])

    def _last_word(self, post: str) -> None:
        heard = disputes.Consulting(post="group_leader", words="She would show her the price in confidence.")
        if self.walk.consulted:
            self._tell(self._title(post), "must first hear the group leader, and records it.")
            self._refused(post, lambda desk: disputes.rule(desk, self.asked_id, self._rulings(at_rung=True)))
            self._as(post, lambda desk: disputes.consult(desk, self.asked_id, heard))
        self._tell(self._title(post), "rules, citing authority. This is the last word here.")
        self._rule(post, show=True)

    def _rule(self, post: str, *, show: bool) -> None:
        self._as(post, lambda desk: disputes.rule(desk, self.asked_id, self._rulings(at_rung=True, show=show)))

    def _end(self) -> None:
        self._tell("The councillor", "reads the case to its end, with every reason.")
        self._show(self.walk.councillor)
        if self.walk.ladder:
            opened = self._as(self.walk.councillor, lambda desk: opening.open_document(desk, self.asked_id))
            self._line(f"Open to her now: {', '.join(each.passage for each in opened.passages)}")
            return
        self._tell("The councillor", "has what is left carried over to freedom of information.")
        _, received = self._as(self.walk.councillor, lambda desk: hand_over(desk, self.asked_id, Leaving()))
        self._line(f"That clock runs from the original receipt, {received:%d %B %Y}.")

    def _rulings(self, *more: PassageRuling, at_rung: bool = False, show: bool = False) -> Rulings:
        authority = ("R v Birmingham City Council ex p O [1983] 1 AC 578",) if at_rung else ()
        terms = PassageRuling(
            passage=self.walk.granted,
            ruling="granted",
            form="inspection",
            reasons="She votes on these terms, and reading them is enough for that.",
            alternatives_considered=("whole_copy", "briefing"),
            need=_DUTY,
            authority=authority,
        )
        price = PassageRuling(
            passage=self.walk.passage,
            ruling="refused",
            grounds=("no_need_shown",),
            reasons="The figure alone is still being negotiated, and her vote on the principle does not need it.",
            alternatives_considered=("redacted_copy", "briefing"),
            need=_NOT_THE_PRICE,
            authority=authority,
        )
        shown = terms.model_copy(
            update={"passage": self.walk.passage, "reasons": "She cannot judge the terms without the figure in them."}
        )
        return Rulings(passages=(*more, terms, shown if show else price))

    def _paragraphs(self) -> list[str]:
        def listed(names: Lookup) -> list[str]:
            document = names.thing("document", self.walk.document)
            passages = names.register.all(tables.Passage, document_id=document)
            claims = names.register.all(tables.Paragraph, passage_id=[each.thing_id for each in passages])
            return [each.thing_id for each in claims]

        return self._names(listed)

    def _as(self, code: str, work: Callable[[Desk], T]) -> T:
        return at_desk(self.engine, self.council_id, self._actor(code), work)

    def _refused(self, code: str, work: Callable[[Desk], object]) -> None:
        try:
            self._as(code, work)
        except Unlawful as stopped:
            for each in stopped.stops:
                self._line(f"stopped: {each.what} {each.why} [{each.source}]")
        except CommandRefused as refused:
            self._line(f"refused: {refused}")
        else:
            raise AssertionError("the demo expected this step to be refused, and it was not")

    def _show(self, code: str) -> None:
        seen = self._as(code, lambda desk: read_case(desk, self.request_id))
        self.say(tell_case(seen, timeline=False))

    def _actor(self, code: str) -> Actor:
        return self._names(lambda names: names.actor(code, datetime.now(UTC)))

    def _title(self, code: str) -> str:
        def titled(names: Lookup) -> str:
            post = names.register.one(tables.Post, names.thing("post", code))
            return post.title if post else code

        return self._names(titled)

    def _names(self, find: Callable[[Lookup], T]) -> T:
        with reading(self.engine) as session:
            return find(Lookup(session, self.council_id))

    def _tell(self, who: str, does: str) -> None:
        self.say("")
        self.say("\n".join(heading(f"{who} {does}")))

    def _line(self, text: str) -> None:
        self.say("\n".join(wrapped(text, 2)))
