"""Sentences about people, through the doors, with real things behind them."""
