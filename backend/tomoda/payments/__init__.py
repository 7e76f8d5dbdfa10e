"""Owns deposits and whose account may keep them. Promises that money is given back, or kept, exactly once."""
