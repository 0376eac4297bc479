"""Audit: which lessons have material, and where the gaps are."""
