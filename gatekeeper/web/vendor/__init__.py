"""What the committed style sheet and script of the pages are made from, and the recipe that makes them again."""

from __future__ import annotations
