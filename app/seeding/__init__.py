"""Filling a home: the grid, the demo school, the demo materials through the real pipeline."""
