"""The root of the command line, and the exit codes that every command ends with."""

from __future__ import annotations

import typer

EXIT_CODES = """
Exit codes: 0 done; 1 a check, comparison, verification or replay failed; 2 the command or an input was refused;
3 the rules themselves were refused; 4 a decision was made but an internal error referred part of it to a person.
"""
DONE, FAILED, REFUSED, RULES_REFUSED, INCIDENT = range(5)

app = typer.Typer(
    help=f"Decide councillors' requests to see council documents, with every reason.\n\n{EXIT_CODES}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
