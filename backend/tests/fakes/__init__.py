"""Fakes of servers that are not ours."""
