"""Rows of the upload page for files that are not taken in yet."""

from flask_babel import gettext as _

from core.sizes import size_in_words
from ingest.models import Upload
from ingest.row import Row


def unfinished_row(upload: Upload, said: str = "") -> Row:
    """A file of which a part has come; ``said`` are the words that came with it and stand.

    One that has come whole waits for the worker to look at it.
    """
    if upload.received == upload.length:
        return _waiting_row(upload)
    line = _(
        "На сервере %(done)s из %(total)s. Выберите этот файл ещё раз на том же компьютере: "
        "загрузка продолжится с того же места.",
        done=size_in_words(upload.received),
        total=size_in_words(upload.length),
    )
    kept = _("Указано: %(said)s.", said=said) if said else ""
    return Row(
        name=upload.file_name,
        tone="amber",
        icon="pause",
        word=str(_("Загружен не весь")),
        line=f"{line} {kept}".strip(),
        percent=upload.received * 100 // upload.length,
        upload_id=upload.public_id,
    )


def _waiting_row(upload: Upload) -> Row:
    line = _("Файл на сервере целиком и проверится в свою очередь. Страницу можно закрыть.")
    return Row(
        name=upload.file_name,
        tone="",
        icon="clock",
        word=str(_("Ждёт проверки")),
        line=str(line),
        bytes=upload.length,
        upload_id=upload.public_id,
    )
