"""The player's words, in its own keys (plyr's ``i18n`` option); ``auto`` is ours."""

from flask_babel import gettext as _

from catalog.kinds import SHOWN


def player_words(kind: str) -> dict[str, str]:
    """Every label that the player of a film or a sound shows or says aloud, by its ``kind``."""
    played = SHOWN[kind].played
    heard = played is not None and played.player == "audio"
    return {
        "restart": _("С начала"),
        "rewind": _("Назад на {seektime} с"),
        "play": _("Слушать") if heard else _("Смотреть"),
        "pause": _("Пауза"),
        "fastForward": _("Вперёд на {seektime} с"),
        "seek": _("Перейти"),
        "seekLabel": _("{currentTime} из {duration}"),
        "played": _("Прослушано") if heard else _("Просмотрено"),
        "buffered": _("Загружено"),
        "currentTime": _("Сейчас"),
        "duration": _("Длительность"),
        "volume": _("Громкость"),
        "mute": _("Выключить звук"),
        "unmute": _("Включить звук"),
        "enableCaptions": _("Показать субтитры"),
        "disableCaptions": _("Убрать субтитры"),
        "download": _("Скачать"),
        "enterFullscreen": _("Во весь экран"),
        "exitFullscreen": _("Обычный размер"),
        "frameTitle": _("Проигрыватель: {title}"),
        "captions": _("Субтитры"),
        "settings": _("Настройки"),
        "pip": _("В отдельном окне"),
        "menuBack": _("Назад"),
        "speed": _("Скорость"),
        "normal": _("Обычная"),
        "quality": _("Качество"),
        "auto": _("Авто"),
        "loop": _("Повторять"),
        "start": _("Начало"),
        "end": _("Конец"),
        "all": _("Все"),
        "reset": _("Сбросить"),
        "disabled": _("Выключено"),
        "enabled": _("Включено"),
    }
