"""Organisations side by side, size for size: who is compared, per what, and how certain it is."""
