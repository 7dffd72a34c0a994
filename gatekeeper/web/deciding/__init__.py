"""Deciding on the pages: what an officer prepares passage by passage, and how it becomes what is recorded."""
