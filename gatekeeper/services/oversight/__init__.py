"""The council's figures, which name nobody, and what is late or soon due (docs/oversight.md)."""
