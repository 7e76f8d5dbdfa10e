"""People and events to begin with on a developer's machine: invented people at real places, always around now."""
