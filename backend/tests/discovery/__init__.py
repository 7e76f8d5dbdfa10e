"""The domain `discovery`, through its doors."""
