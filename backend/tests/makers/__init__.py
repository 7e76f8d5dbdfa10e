"""Things that a domain makes, for tests of others."""
