"""Owns moments: photos at a place, for a day. Promises that nobody sees one after its time, or outside its audience."""
