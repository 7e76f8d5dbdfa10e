"""Owns notices and the devices they go to. Promises that nobody is told twice, or of what they may not see."""
