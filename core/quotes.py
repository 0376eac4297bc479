"""Quotes within quotes, as Russian sets them: «К теме „Дроби“»."""

_INNER = str.maketrans({"«": "„", "»": "“"})


def quoted(text: str) -> str:
    """A text that is put between «», its own quotes made inner ones."""
    return text.translate(_INNER)
