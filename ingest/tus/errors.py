"""What an upload in pieces is refused for, in words that a teacher understands."""

from core.errors import Conflict, Invalid, NotFound, PartaError
from ingest.formats import EMPTY


class UploadNotFound(NotFound):
    """There is no such upload, or it is somebody else's."""

    code = "upload_not_found"

    def __init__(self) -> None:
        super().__init__("Этой загрузки нет. Выберите файл и начните её заново.")


class UploadExpired(NotFound):
    """Nobody went on with it in time."""

    code = "upload_expired"
    status = 410

    def __init__(self) -> None:
        super().__init__(
            "Эту загрузку ждали слишком долго и убрали. Выберите файл и начните её заново."
        )


class WrongOffset(Conflict):
    """The piece does not begin where the bytes that have arrived end."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(
            f"Часть начинается не там, где кончается загруженное: на сервере {offset} Б. "
            "Спросите HEAD и продолжите оттуда."
        )
        self.offset = offset


class UploadBusy(PartaError):
    """Another request is writing to this upload."""

    code = "upload_busy"
    status = 423

    def __init__(self) -> None:
        super().__init__("Этот файл уже загружается другим запросом. Повторите чуть позже.")


class ChecksumMismatch(PartaError):
    """The piece is not what its checksum says; 460 is the protocol's own status."""

    code = "checksum_mismatch"
    status = 460

    def __init__(self) -> None:
        super().__init__("Часть файла исказилась в пути и не сохранена. Отправьте её ещё раз.")


class BadRequest(Invalid):
    """A header of the protocol is missing or makes no sense."""

    code = "bad_request"
    status = 400

    def __init__(self, header: str) -> None:
        super().__init__(f"Заголовок {header} не указан или непонятен.")


class WrongProtocol(PartaError):
    """The client speaks another version of the protocol."""

    code = "wrong_protocol"
    status = 412

    def __init__(self) -> None:
        super().__init__("Нужен заголовок Tus-Resumable: 1.0.0.")


class WrongPiece(PartaError):
    """The body of a piece is of another type."""

    code = "unsupported_media_type"
    status = 415

    def __init__(self) -> None:
        super().__init__("Часть файла отправляют с Content-Type: application/offset+octet-stream.")


class BeyondEnd(Invalid):
    """More bytes than the upload's length."""

    code = "beyond_end"
    status = 413

    def __init__(self) -> None:
        super().__init__("Часть выходит за конец файла, длина которого названа при создании.")


class LineCut(PartaError):
    """The sender went silent or away before the piece was whole; what came is kept."""

    code = "line_cut"
    status = 400

    def __init__(self) -> None:
        super().__init__("Связь прервалась. Загруженное цело, продолжите с того же места.")


class EmptyFile(Invalid):
    """A file without a byte."""

    code = "refused"

    def __init__(self) -> None:
        super().__init__(EMPTY)


class TakenBefore(PartaError):
    """The whole file came and was refused; ``reason`` says why."""

    code = "refused"
    status = 422


class TooMany(PartaError):
    """One person has begun more uploads than anybody goes on with."""

    code = "too_many_uploads"
    status = 429

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Начато и не закончено уже {most} загрузок. Закончите или уберите часть из них."
        )
