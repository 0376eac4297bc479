"""Figures that a slide names by kind and feeds with data, one kind a module."""
