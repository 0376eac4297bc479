"""Pictures for lessons, a module each: ``draw(canvas)`` paints one on an empty sheet."""
