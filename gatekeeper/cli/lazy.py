"""Reads the modules behind a group of commands only once one of them is called, so that the others start quickly."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup


def lazily(module: str, help: str) -> typer.Typer:
    """A group of commands, which are those of ``commands`` (a typer.Typer) in that module."""

    class Lazy(TyperGroup):
        """The group as the command line sees it before the module is read."""

        @cached_property
        def behind(self) -> Any:
            return typer.main.get_group(import_module(module).commands)

        def list_commands(self, ctx: Any) -> list[str]:
            return list(self.behind.list_commands(ctx))

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            return self.behind.get_command(ctx, cmd_name)

    return typer.Typer(help=help, cls=Lazy, no_args_is_help=True, rich_markup_mode=None)


def later(module: str, name: str) -> Callable[..., Any]:
    """A function of a module that is read only now."""
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
