"""What officers work with: what waits for them, a case as a list of tasks, what may be ruled, and the bundle."""
