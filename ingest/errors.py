"""What the way in refuses, in words that a teacher understands."""

from core.errors import Conflict, Invalid


class NothingToRetry(Conflict):
    """No step of this item has failed."""

    code = "nothing_to_retry"

    def __init__(self) -> None:
        super().__init__("У этого материала нечего повторять.")


class TooLarge(Invalid):
    """The file is larger than the installation takes."""

    code = "too_large"
    status = 413

    def __init__(self, limit_mb: int) -> None:
        super().__init__(f"Файл больше {limit_mb} МБ. Разделите его на части и загрузите снова.")
