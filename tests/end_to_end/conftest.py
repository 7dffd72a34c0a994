"""What the tests from end to end share: one town with the real provider, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.end_to_end.town import Town, town


@pytest.fixture(scope="session")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town. Its people stay signed in from one test to the next."""
    with town(tmp_path_factory.mktemp("town")) as found:
        yield found
