"""Exports of other tools, read: a file a source, the same three steps: recognised, parsed, rows of contract tables."""
