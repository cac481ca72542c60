"""The board page: a report composed, worded, seen, frozen and taken along."""
