"""Names of people as a school writes them."""

from accounts.load.fields import Record

MOST = 100
"""The width of a name's column."""

Name = tuple[str, str, str]
"""Фамилия, имя, отчество; the last may be empty."""


def split_name(text: str) -> Name | None:
    """«Фамилия Имя Отчество» → its parts; the patronymic may be absent or of several words.

    None when there is no first name, or a part is longer than 100 characters.
    """
    words = text.split()
    if len(words) < 2:
        return None
    name = (words[0], words[1], " ".join(words[2:]))
    return name if all(len(part) <= MOST for part in name) else None


def read_name(record: Record) -> Name | None:
    """A person's name, from ``name`` in one line or from its three fields; None when wrong."""
    if not record.has("name"):
        last, first = record.text("last_name", MOST), record.text("first_name", MOST)
        return (
            (last, first, record.text("patronymic", MOST, required=False))
            if last and first
            else None
        )
    text = record.text("name", 3 * MOST)
    if not text:
        return None
    name = split_name(text)
    if name is None:
        record.problem(f"в поле «name» нужны фамилия и имя, а написано «{text[:80]}»")
    return name
