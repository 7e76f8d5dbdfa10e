"""Owns no table. Promises that whoever looks around finds what they may see, near and soon, and nothing else."""
