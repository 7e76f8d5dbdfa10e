"""Tomoda's backend: spontaneous events with friends, on a map, live."""
