"""The domain `events`, through its doors."""
