"""The life of a request: every command that people and clocks give, behind one door."""
