"""The domain `notifications`, through its doors."""
