"""The film player's words, in its own keys (plyr's ``i18n`` option)."""

from flask_babel import gettext as _


def player_words() -> dict[str, str]:
    """Every label that the player shows or says aloud."""
    return {
        "restart": _("С начала"),
        "rewind": _("Назад на {seektime} с"),
        "play": _("Смотреть"),
        "pause": _("Пауза"),
        "fastForward": _("Вперёд на {seektime} с"),
        "seek": _("Перейти"),
        "seekLabel": _("{currentTime} из {duration}"),
        "played": _("Просмотрено"),
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
        "loop": _("Повторять"),
        "start": _("Начало"),
        "end": _("Конец"),
        "all": _("Все"),
        "reset": _("Сбросить"),
        "disabled": _("Выключено"),
        "enabled": _("Включено"),
    }
