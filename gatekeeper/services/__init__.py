"""What the doors (command line, later API and pages) call: one module a subject."""
