"""Where a person may be sent after she has signed in: to a page of this service and nowhere else."""

from __future__ import annotations

import re
from typing import Final

START: Final = "/"
LONGEST: Final = 2_000
_OWN: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
_NOT_AGAIN: Final = re.compile(r"/(?:sign-in|sign-out|signed-out)(?:[/?#].*)?")


def own_path(text: str | None) -> str:
    """The path where it is one of ours, with what is asked of it; the start where it is not.

    Ours begins with a single slash and is of visible ASCII without a backslash: browsers take ``//host``, ``/\\host``
    and some with tabs or line ends between for other sites. Pages of signing in itself are not gone back to.
    """
    if text is None or len(text) > LONGEST or not _OWN.fullmatch(text) or _NOT_AGAIN.fullmatch(text):
        return START
    return text
