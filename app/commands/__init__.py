"""The commands of ``parta``, a file a family; they parse, call a verb, and print."""
