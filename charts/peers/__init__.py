"""Peers as pictures."""
