"""Clients of other people's servers, one file each; they know nothing of Tomoda."""
