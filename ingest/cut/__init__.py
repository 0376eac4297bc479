"""Whether a file that cannot be read is seen to break off: its beginning in order, no end."""
