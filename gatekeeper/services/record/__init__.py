"""What is done with a council's record: verified, signed, handed out, replayed, listed, and words in it erased."""
