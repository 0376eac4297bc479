"""Texts near in meaning: the port, and the encoder behind it."""
