"""Owns who is there right now and where, and what they say of it. Promises that only their audience learns of it."""
