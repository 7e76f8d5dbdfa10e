"""Keeps Photon's index up to date from a bucket, without ever touching the one being served."""
