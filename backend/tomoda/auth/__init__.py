"""Owns ways in, sessions and their tokens. Promises that an ended session is refused everywhere within two seconds."""
