"""Diagrams of the decks, a module a deck; a slide's source names the function that draws it."""
