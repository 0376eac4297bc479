"""Near-duplicates: prints of what can be seen and read, by original, and pairs found by them."""
