"""One file per revision, in one line."""
