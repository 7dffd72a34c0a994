"""Draws the pages: fills our templates with what a page gives them, every value shown as plain text."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined, Template

from gatekeeper.web.assets import asset
from gatekeeper.web.case_words import CASE_FILTERS
from gatekeeper.web.officer_words import OFFICER_FILTERS
from gatekeeper.web.strings import SERVICE, catalogue, told
from gatekeeper.web.wording import FILTERS

TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
LIBRARY: Final = "govuk_frontend_jinja"
_WHOLE: Final[dict[str, Any]] = {
    "autoescape": True, "auto_reload": False, "cache_size": -1, "trim_blocks": True, "lstrip_blocks": True,
}  # fmt: skip


class Look:
    """How pages look in one language. Safe to use from many threads at once."""

    def __init__(self, language: str = "en", templates: Path = TEMPLATES) -> None:
        words = catalogue(language)

        def gettext(text: str, **values: object) -> str:
            return told(words, text, **values)

        self.environment = _Ours(templates)
        # Not Jinja's "new style", which takes any text that it is given for mark-up.
        i18n: Any = self.environment
        i18n.install_gettext_callables(gettext, words.ngettext, newstyle=False)
        self.environment.filters |= {**FILTERS, **CASE_FILTERS, **OFFICER_FILTERS}
        # Jinja's own "_" makes a new context at every call in a loop, only to look this function up again.
        self.environment.globals |= {"_": gettext, "asset": asset, "service": SERVICE, "language": language}
        self.environment.library.globals = self.environment.globals

    def render(self, template: str, **values: Any) -> str:
        """The page that a template makes of these values.

        Raises jinja2.UndefinedError where the template asks for one that was not given: a mistake of the page.
        """
        return self.environment.get_template(template).render(values)

    def warm(self) -> None:
        """Compile every template of ours, and the components that they use, before the first visitor asks."""
        for name in self.environment.list_templates():
            _ = self.environment.get_template(name)


class _Ours(Environment):
    """Our templates, strict: a value that was not given is an error.

    The library's macros ask for much that is not given, so they live in an environment of their own.
    """

    def __init__(self, templates: Path) -> None:
        super().__init__(
            **_WHOLE, loader=FileSystemLoader(templates), undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
        )
        self.library = Environment(**_WHOLE, loader=PrefixLoader({LIBRARY: PackageLoader(LIBRARY)}))

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        if isinstance(name, str) and name.startswith(f"{LIBRARY}/"):
            return self.library.get_template(name)
        return super().get_template(name, parent, globals)
