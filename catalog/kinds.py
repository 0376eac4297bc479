"""The kinds of material: the one list, with how each is called and what it has.

Other code asks for what a kind has, not which one it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

KindCode = Literal["presentation", "image", "video", "audio"]
"""Every kind, in the order in which pages list and count them."""

KINDS: tuple[str, ...] = get_args(KindCode)


@dataclass(frozen=True)
class Played:
    """What is said of a kind that lasts; its parts are stretches of time.

    ``player`` is the element of a page that plays it, ``play`` what its button says. ``ends`` tells
    its end, ``{b}``; ``whole`` hints that without a beginning and an end it is all of it;
    ``moment`` tells a found one.
    """

    player: Literal["video", "audio"]
    play: str
    ends: str
    whole: str
    moment: str


@dataclass(frozen=True)
class Kind:
    """How a kind is shown.

    ``icon`` is a name in ``static/icons.mjs``. ``one`` is one material of it in the middle of a
    line, ``title`` many as a heading, ``many`` many before a figure: «фильмов: 3». ``empty`` is
    said where nothing of it can be shown yet, ``rest`` where something can. ``slides``: it is told
    by how many slides or pages it has, and without them there is nothing of it to see. ``usual``:
    its number is told even where there is none.
    """

    icon: str
    one: str
    title: str
    many: str
    empty: str
    rest: str
    played: Played | None = None
    slides: bool = False
    usual: bool = True


def N_(text: str) -> str:
    """Mark a text for the catalogue of translations; it is translated where it is shown."""
    return text


LOOK = N_("Смотреть пока нечего.")
LATER = N_("Остальное доделаем позже.")

SHOWN: Mapping[str, Kind] = {
    "presentation": Kind(
        icon="slides",
        one=N_("слайды"),
        title=N_("Слайды"),
        many=N_("презентаций"),
        empty=LOOK,
        rest=LATER,
        slides=True,
    ),
    "image": Kind(
        icon="image",
        one=N_("картинка"),
        title=N_("Картинки"),
        many=N_("картинок"),
        empty=LOOK,
        rest=LATER,
    ),
    "video": Kind(
        icon="film",
        one=N_("фильм"),
        title=N_("Фильмы"),
        many=N_("фильмов"),
        empty=LOOK,
        rest=N_("Качество повыше готовится."),
        played=Played(
            player="video",
            play=N_("Включить фильм"),
            ends=N_("Фильм кончается на {b}."),
            whole=N_("Минуты и секунды: 1:20. Пустые строки покажут весь фильм."),
            moment=N_("%(clock)s, в субтитрах"),
        ),
    ),
    "audio": Kind(
        icon="sound",
        one=N_("звук"),
        title=N_("Звук"),
        many=N_("звуков"),
        empty=N_("Слушать пока нечего."),
        rest=LATER,
        played=Played(
            player="audio",
            play=N_("Включить звук"),
            ends=N_("Запись кончается на {b}."),
            whole=N_("Минуты и секунды: 1:20. Пустые строки дадут всю запись."),
            moment="%(clock)s",
        ),
        usual=False,
    ),
}
"""A kind's looks by its code; every kind has them."""

PLAYED = frozenset(code for code, kind in SHOWN.items() if kind.played is not None)
"""Kinds that last."""


def lasts(kind: str) -> bool:
    """Whether materials of a kind have a length, and parts of minutes and seconds."""
    return kind in PLAYED
