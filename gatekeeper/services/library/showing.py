"""Shows documents of the library: what both evaluators agree is open, by which routes, and where words were found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gatekeeper.core.decision import DocumentResult, PassageResult
from gatekeeper.core.plain_words import snippet
from gatekeeper.services.cases.visible import PassageNames, label_for_councillor
from gatekeeper.services.library.covers import open_of
from gatekeeper.services.library.deciding import is_passing, results
from gatekeeper.services.library.page import FoundOn, Item, OpenPart, Soon, Way, Wish
from gatekeeper.services.library.soon import Dates
from gatekeeper.services.library.whose import Reader
from gatekeeper.storage import tables
from gatekeeper.storage.library import NO_BUSINESS, digests_of, documents_on
from gatekeeper.storage.search import TITLE, OpenNow, Sought, found_pages


@dataclass(frozen=True, slots=True)
class _Held:
    """A document as the register and the shelf hold it, with what was decided of it and where words were found."""

    row: tables.Document
    shelved: tables.LibraryDocument
    shape: str
    result: DocumentResult
    found: tuple[FoundOn, ...]

    @property
    def whole(self) -> bool:
        """Whether all of it is open."""
        return all(each.outcome == "entitled" for each in self.result.passages)

    @property
    def named(self) -> list[tuple[str, str | None, PassageResult]]:
        """Its passages: what each is called to her, its pages, and what it comes to."""
        parts = self.shelved.parts
        refs = [part["ref"] for part in parts]
        names = PassageNames(refs, hidden=not self.whole and not self.row.title_known)
        pairs = zip(parts, self.result.passages, strict=True)
        return [(names.name(part["ref"]), part["pages"], result) for part, result in pairs]


def items_of(
    reader: Reader, wish: Wish, documents: Sequence[str], sought: Sought | None
) -> tuple[tuple[Item, ...], bool]:
    """The documents (ids) in this order, and whether an internal error may have kept something out.

    What the second evaluator does not open as well is left out, and so are the words that were found only there.
    """
    held = _held(reader, documents, sought)
    dates: dict[str, Dates] = {}
    both = [(held[each], _item(reader, held[each], dates)) for each in documents if each in held]
    shown = tuple(item for of, item in both if _belongs(of, item, wish) and (sought is None or item.found))
    return shown, any(is_passing(each.result) for each in held.values())


def _belongs(held: _Held, item: Item, wish: Wish) -> bool:
    if wish.known:
        return held.shelved.existence_known or bool(item.passages)
    if wish.opens_soon:
        return bool(item.opens_soon) and (held.shelved.existence_known or bool(item.passages))
    return bool(item.passages)


def _held(reader: Reader, documents: Sequence[str], sought: Sought | None) -> dict[str, _Held]:
    session, council_id = reader.register.session, reader.register.council_id
    shelved = documents_on(session, council_id, documents)
    digests = digests_of(session, council_id, {row.shape_id for row in shelved.values()})
    decided = results(reader, set(digests.values()))
    found = _found(reader, documents, _agreed(sought, digests, decided))
    held: dict[str, _Held] = {}
    for row in reader.register.to_change(tables.Document, thing_id=list(documents)):
        on_shelf = shelved.get(row.thing_id)
        shape = digests[on_shelf.shape_id] if on_shelf else ""
        result = decided.get(shape)
        if on_shelf is not None and result is not None:
            held[row.thing_id] = _Held(row, on_shelf, shape, result, found.get(row.thing_id, ()))
    return held


def _agreed(
    sought: Sought | None, digests: Mapping[int, str], decided: Mapping[str, DocumentResult | None]
) -> Sought | None:
    """The same words, in what both evaluators open of the shapes (digests by id)."""
    if sought is None:
        return None
    results_of = [(shape, result.passages) for shape, each in digests.items() if (result := decided[each]) is not None]
    return Sought(sought.words, OpenNow(open_of(shape, _entitled(each), len(each)) for shape, each in results_of))


def _entitled(passages: Sequence[PassageResult]) -> list[int]:
    return [place for place, each in enumerate(passages) if each.outcome == "entitled"]


def _found(reader: Reader, documents: Sequence[str], sought: Sought | None) -> Mapping[str, tuple[FoundOn, ...]]:
    if sought is None:
        return {}
    hits = found_pages(reader.register.session, reader.register.council_id, sought, documents)
    return {
        document: tuple(FoundOn(max(hit.page, TITLE) or None, snippet(hit.words, sought.words)) for hit in of_document)
        for document, of_document in groupby(hits, lambda hit: hit.document_id)
    }


def _item(reader: Reader, held: _Held, dates: dict[str, Dates]) -> Item:
    shelved = held.shelved
    opened = [(name, pages, result) for name, pages, result in held.named if result.outcome == "entitled"]
    routes = {route.route: route for *_, result in opened for route in result.routes if route.status == "open"}
    return Item(
        document_id=shelved.document_id,
        called=label_for_councillor(held.row, whole=held.whole),
        kind=shelved.kind,
        business_at=None if shelved.business_at == NO_BUSINESS else shelved.business_at,
        body_id=shelved.body_id,
        body=shelved.body,
        whole=held.whole,
        passages=tuple(OpenPart(name, pages, each.opened_by, each.after_redaction) for name, pages, each in opened),
        ways=tuple(Way(r.route, r.title, r.source, r.form, r.charge) for r in routes.values()),
        opens_soon=_soon(reader, held, dates),
        found=held.found,
    )


def _soon(reader: Reader, held: _Held, dates: dict[str, Dates]) -> tuple[Soon, ...]:
    """The passages that are not open and that some route opens later."""
    later = [
        (name, pages, route)
        for name, pages, result in held.named
        for route in result.routes
        if result.outcome != "entitled" and route.status == "not_yet"
    ]
    if later and held.shape not in dates:
        dates[held.shape] = Dates(reader, held.shape)
    return tuple(dates[held.shape].soon(*each) for each in later)
