"""Real places for a developer's machine: OpenStreetMap's centre of Helsinki, and 200,000 towns from GeoNames."""
