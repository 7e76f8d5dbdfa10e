"""The domain `admin`, through its doors."""
