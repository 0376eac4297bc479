"""How a code of the catalogue looks on a page: a subject's letters, a kind's icon and word."""

from flask_babel import gettext as _

from catalog.kinds import SHOWN

SUBJECT_SIGNS = {
    "russian": "Р",
    "literary_reading": "Чт",
    "literature": "Л",
    "english": "Ан",
    "math": "М",
    "algebra": "Ал",
    "geometry": "Гм",
    "probability": "В",
    "informatics": "Ин",
    "world_around": "Ок",
    "history": "И",
    "social": "Об",
    "geography": "Г",
    "biology": "Б",
    "physics": "Ф",
    "chemistry": "Х",
    "orkse": "Ор",
    "odnknr": "Од",
    "art": "Из",
    "music": "Му",
    "technology": "Т",
    "pe": "Фк",
    "obzr": "Бз",
    "project": "П",
}
"""One or two letters a subject: 19 of the 24 share a first letter."""


def subject_sign(code: str, title: str = "") -> str:
    """The letters of a subject; of one that we do not know, the first letter of its title."""
    return SUBJECT_SIGNS.get(code) or (title or code or "?")[0].upper()


def kind_icon(kind: str) -> str:
    """The icon of a kind, by its name in the sprite."""
    return SHOWN[kind].icon if kind in SHOWN else "file"


def kind_word(kind: str) -> str:
    """One material of a kind: «слайды», «картинка», «фильм», «звук»."""
    return str(_(SHOWN[kind].one)) if kind in SHOWN else kind


def kind_title(kind: str) -> str:
    """Many of a kind, as a heading."""
    return str(_(SHOWN[kind].title)) if kind in SHOWN else kind


def kind_many(kind: str) -> str:
    """Many of a kind, before a figure: «слайдов: 3»."""
    return str(_(SHOWN[kind].many)) if kind in SHOWN else kind


def licence_icon(licence: str) -> str:
    """The icon of a licence."""
    if licence.startswith("CC0") or licence == "общественное достояние":
        return "free"
    if licence.startswith("CC"):
        return "cc"
    return "lock" if licence == "все права защищены" else "school"


def shelf_word(shelf: str) -> str:
    """Whom a published item reaches."""
    words = {
        "private": _("видно только автору"),
        "school": _("видно всей школе"),
        "region": _("видно школам территории"),
        "federal": _("видно всем школам"),
    }
    return str(words.get(shelf, shelf))


def event_word(what: str) -> str:
    """A line of an item's history."""
    words = {
        "created": _("Загружен"),
        "new_version": _("Загружена новая версия"),
        "restored": _("Возвращена"),
        "processed": _("Обработан"),
        "described": _("Изменено описание"),
        "submitted": _("Отправлен на проверку"),
        "recalled": _("Снят с проверки: загружен новый файл"),
        "changes_asked": _("Возвращён на доработку"),
        "published": _("Опубликован"),
        "not_published": _("Не опубликован сразу"),
        "withdrawn": _("Снят"),
        "placed": _("Добавлен к уроку"),
        "unplaced": _("Убран из урока"),
        "captions": _("Изменены субтитры"),
    }
    return str(words.get(what, what))


def seen_by_word(status: str, given: bool) -> str:
    """Who sees a material that is not published, said to its author; ``status`` its version's."""
    if status == "draft":
        return str(_("видно вам и тем, кому задано") if given else _("видно только вам"))
    if given:
        return str(_("видно вам, методисту и тем, кому задано"))
    return str(_("видно вам и методисту"))


def withdraw_word(published: bool) -> str:
    """What the button that takes an item away says: a draft was on no shelf."""
    return str(_("Снять с публикации") if published else _("Убрать"))
