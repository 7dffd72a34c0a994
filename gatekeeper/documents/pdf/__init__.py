"""PDF files: what is found in one that arrives, and a new one made of its open pages alone."""

from __future__ import annotations
