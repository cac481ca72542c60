"""Stores that ship with Genomslag: a fictional region with its peers, and the real figures of LEEDS 2023."""
