"""Owns friendships, requests, lists and links. Promises that a decline is never told, and that a block ends it all."""
