"""The domain `chat`, through its doors."""
