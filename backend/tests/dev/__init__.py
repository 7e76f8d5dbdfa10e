"""The machinery around Tomoda on a developer's machine."""
