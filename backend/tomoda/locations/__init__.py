"""Owns places on earth (venues, streets, towns) with their names in many languages.

Promises to find them by what people type, by where they are, and to say which time zone rules there.
"""
