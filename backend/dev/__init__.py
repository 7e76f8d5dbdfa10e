"""What a developer's machine runs around Tomoda: real databases, storage, mail and ingress, without containers.

Nothing here is part of the product, and `tomoda` never imports it. Everything listens on 127.0.0.1 only.
"""
