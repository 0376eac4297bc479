"""What the catalogue refuses, in words that a teacher understands."""

from core.errors import Conflict, Forbidden, Invalid, NotFound


class ItemNotFound(NotFound):
    """No such item, or it must not be known to this person."""

    code = "item_not_found"

    def __init__(self) -> None:
        super().__init__("Такого материала нет, или он вам не открыт.")


class VersionNotFound(NotFound):
    """No such version of an item that is known, or not for this person."""

    code = "version_not_found"

    def __init__(self) -> None:
        super().__init__("Такой версии нет, или она вам не открыта.")


class LessonNotFound(NotFound):
    """No such lesson in the grid."""

    code = "lesson_not_found"

    def __init__(self, key: str) -> None:
        super().__init__(f"В учебном плане нет урока «{key}».")


class UnknownLesson(Invalid):
    """The lesson that something is to be filed into is no lesson of the grid."""

    code = "unknown_lesson"

    def __init__(self, key: str) -> None:
        super().__init__(f"В учебном плане нет урока «{key[:80]}».")


class UnknownSubject(Invalid):
    """The subject is no code of the grid."""

    code = "unknown_subject"

    def __init__(self, subject: str) -> None:
        super().__init__(f"В учебном плане нет предмета «{subject}».")


class BadGrade(Invalid):
    """The grade is no number from 1 to 11."""

    code = "bad_grade"

    def __init__(self, grade: str) -> None:
        super().__init__(f"Класс — число от 1 до 11, а не «{grade}».")


class NotReady(Conflict):
    """Cover and text are not done yet."""

    code = "not_ready"

    def __init__(self) -> None:
        super().__init__("Файл ещё обрабатывается. Подождите, пока появится обложка.")


class WrongStatus(Conflict):
    """The version is not in a status from which this can be done."""

    code = "wrong_status"


class NoReason(Invalid):
    """An author is sent back to work without being told what for."""

    code = "no_reason"

    def __init__(self) -> None:
        super().__init__("Напишите, что поправить: без этого автор не поймёт.")


class OwnItem(Forbidden):
    """Nobody but the operator judges their own."""

    code = "own_item"

    def __init__(self) -> None:
        super().__init__("Свой материал проверяет другой методист.")


class NotYours(Forbidden):
    """The person has no say over this item."""

    code = "not_yours"


class BadShelf(Invalid):
    """The shelf is unknown, or not this person's to publish to."""

    code = "bad_shelf"
