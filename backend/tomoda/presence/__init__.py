"""Owns who is there right now, and what they say of it. Promises that only their audience ever learns of it."""
