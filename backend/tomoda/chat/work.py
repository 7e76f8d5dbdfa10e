"""How rooms follow events and blocks, in the same transaction."""
