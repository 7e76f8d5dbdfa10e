"""Owns reports, sanctions, staff and their log. Promises that every act of staff is in the log, with its reason."""
