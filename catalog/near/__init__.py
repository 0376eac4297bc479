"""Near-duplicates as the catalogue's items: who is near whom, shown side by side, told apart."""
