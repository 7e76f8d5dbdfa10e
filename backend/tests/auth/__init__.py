"""The domain `auth`, through its doors."""
