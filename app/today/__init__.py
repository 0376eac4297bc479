"""Front pages: what a person meets first, by role. Readings that mix rooms; see ``app.front``."""
