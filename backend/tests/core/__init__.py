"""The core, on its own."""
