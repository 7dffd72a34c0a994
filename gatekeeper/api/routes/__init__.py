"""The operations of the API, by what they are about; each says what scope it needs and goes through a service."""

from __future__ import annotations
