"""What the goals page does to a store: goals set, worded anew and withdrawn, campaigns added and changed."""
