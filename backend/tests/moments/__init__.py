"""The domain `moments`, through its doors."""
