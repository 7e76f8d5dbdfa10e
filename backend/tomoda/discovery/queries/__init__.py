"""What is on around here: asked from events, people and places."""
