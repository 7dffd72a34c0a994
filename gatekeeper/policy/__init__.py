"""The rulebook: reads the written rules strictly and answers one legal question at a time with Casbin."""
