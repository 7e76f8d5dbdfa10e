"""The domain `users`, through its doors."""
