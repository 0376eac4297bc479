"""Decks: slides from text sources, with diagrams drawn by code as native shapes."""
