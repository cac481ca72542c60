"""What the data page does to a store: files in and out, organisations and accounts."""
