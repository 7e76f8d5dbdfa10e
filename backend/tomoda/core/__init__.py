"""What every domain stands on: App, Viewer, Tx, signals, jobs, problems. Knows no domain."""
