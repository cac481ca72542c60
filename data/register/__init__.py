"""Who a store's figures are of: organisations, their channels, and groups to compare with, as people add them."""
