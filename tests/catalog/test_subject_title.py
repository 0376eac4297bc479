import pytest

from catalog.subject_title import subject_title

ALGEBRA = "Алгебра (10–11 — алгебра и начала математического анализа)"


@pytest.mark.parametrize(
    ("title", "grade", "shown"),
    [
        (ALGEBRA, None, "Алгебра"),
        (ALGEBRA, 7, "Алгебра"),
        (ALGEBRA, 10, "Алгебра и начала математического анализа"),
        ("Труд (технология)", 5, "Труд (технология)"),
        ("Физика", 11, "Физика"),
        ("", None, ""),
    ],
)
def test_a_note_on_grades_is_no_part_of_a_title(title: str, grade: int | None, shown: str) -> None:
    assert subject_title(title, grade) == shown
