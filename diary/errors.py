"""What can go wrong in the diary, in words that a teacher understands."""

from core.errors import Conflict, Invalid, NotFound


class OccurrenceNotFound(NotFound):
    """No such lesson, or not for this person."""

    code = "occurrence_not_found"

    def __init__(self) -> None:
        super().__init__("Такого урока в дневнике нет, или он вам не открыт.")


class HomeworkNotFound(NotFound):
    """No such homework, or not for this person."""

    code = "homework_not_found"

    def __init__(self) -> None:
        super().__init__("Такого задания нет, или оно вам не открыто.")


class AttachmentNotFound(NotFound):
    """No such attachment, or not for this person."""

    code = "attachment_not_found"

    def __init__(self) -> None:
        super().__init__("Такого материала в задании нет, или он вам не открыт.")


class ClassNotFound(NotFound):
    """No such class, or not for this person."""

    code = "class_not_found"

    def __init__(self) -> None:
        super().__init__("Такого класса нет, или он вам не открыт.")


class WrongFragment(Invalid):
    """A fragment that cannot be of this material."""

    code = "wrong_fragment"


class WrongDue(Invalid):
    """A day or a lesson to which homework cannot be due."""

    code = "wrong_due"


class NotReadyToSet(Conflict):
    """Homework that lacks what it needs to be set."""

    code = "not_ready_to_set"


class LessonHeld(Conflict):
    """A lesson that has begun: it counts as held, and so it stays."""

    code = "lesson_held"

    def __init__(self) -> None:
        super().__init__(
            "Урок уже начался и считается проведённым. Отменить или вернуть можно только "
            "будущий урок."
        )


class PlaceTaken(Conflict):
    """The timetable has another lesson where the cancelled one was."""

    code = "place_taken"

    def __init__(self) -> None:
        super().__init__("На это время по расписанию уже стоит другой урок. Сначала отмените его.")


class WrongTopic(Invalid):
    """A topic that cannot be written."""

    code = "wrong_topic"
