"""Owns rooms and what is said in them. Promises one order per room, each message once, and nothing to outsiders."""
