"""The law as pure functions: facts in, a decision out; no clock, no files, no framework."""
