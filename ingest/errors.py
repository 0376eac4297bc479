"""What the way in refuses, in words that a teacher understands."""

from core.errors import Conflict, Invalid, PartaError
from core.sizes import MIB, size_in_words


class NothingToRetry(Conflict):
    """No step of this item has failed."""

    code = "nothing_to_retry"

    def __init__(self) -> None:
        super().__init__("У этого материала нечего повторять.")


class StillChanging(Invalid):
    """The file was written to while it was read: what was read may be no whole file."""

    code = "still_changing"

    def __init__(self) -> None:
        super().__init__(
            "Файл менялся, пока мы его читали. Загрузите ещё раз, когда он скопируется."
        )


class TooLarge(Invalid):
    """The file is larger than the installation takes."""

    code = "too_large"
    status = 413

    def __init__(self, limit_mb: int) -> None:
        limit = size_in_words(limit_mb * MIB)
        super().__init__(f"Файл больше {limit}. Разделите его на части и загрузите снова.")


class OriginalLost(PartaError):
    """The file as it came is not in the storage any more: nothing can be made of it."""

    code = "original_lost"

    def __init__(self) -> None:
        super().__init__(
            "Исходного файла больше нет в хранилище сервера. Отправьте этот же файл ещё раз: "
            "материал останется прежним, обработка начнётся сама. Сообщите администратору."
        )
