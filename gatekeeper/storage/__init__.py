"""The database: tables, sessions, the register by date, and the record that cannot be quietly changed."""
