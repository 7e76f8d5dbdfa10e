"""The domain `presence`, through its doors."""
