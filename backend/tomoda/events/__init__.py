"""Owns events and who comes. Promises that no seat is given twice and that an address is told to guests only."""
