"""Bytes: storage, renditions, the tool runner and its walls, delivery."""
