"""Owns what people upload. Promises that nothing is shown unchecked, nor to whom may not see what it belongs to."""
