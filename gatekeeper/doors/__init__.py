"""What the programs' door and the people's pages share: how much is let in, how files go, and what errors become."""
