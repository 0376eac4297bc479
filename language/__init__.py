"""Russian: words and their lemmas, keyboard layouts, slips of the finger."""
