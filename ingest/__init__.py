"""The way in: from a file to an item with renditions and findable text."""
