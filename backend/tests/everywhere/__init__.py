"""Rules over all doors."""
