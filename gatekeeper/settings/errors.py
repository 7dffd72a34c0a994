"""Settings that cannot be meant, each told in one sentence."""

from __future__ import annotations


class SettingsError(ValueError):
    """Settings that cannot be meant. ``problems`` holds one sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
