"""Owns people and whom they block. Promises that `visible` is the one place that says who may see whom."""
