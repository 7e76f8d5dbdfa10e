"""A geocoder with Photon's interface, for a developer's machine only: production runs Photon itself."""
