"""The domain `payments`, through its doors."""
