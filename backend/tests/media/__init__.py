"""What people upload, and who sees it."""
