"""The kinds of material: the one list, with how each is called and which icon it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

KindCode = Literal["presentation", "image", "video", "audio"]
"""Every kind, in the order in which pages list and count them."""

KINDS: tuple[str, ...] = get_args(KindCode)


@dataclass(frozen=True)
class Kind:
    """How a kind is shown.

    ``icon`` is a name in ``static/icons.mjs``. ``one`` is one material of it in the middle of a
    line, ``title`` many as a heading, ``many`` many before a figure: «фильмов: 3».
    """

    icon: str
    one: str
    title: str
    many: str


def N_(text: str) -> str:
    """Mark a text for the catalogue of translations; it is translated where it is shown."""
    return text


SHOWN: Mapping[str, Kind] = {
    "presentation": Kind("slides", N_("слайды"), N_("Слайды"), N_("презентаций")),
    "image": Kind("image", N_("картинка"), N_("Картинки"), N_("картинок")),
    "video": Kind("film", N_("фильм"), N_("Фильмы"), N_("фильмов")),
    "audio": Kind("sound", N_("звук"), N_("Звук"), N_("звуков")),
}
"""A kind's looks by its code; every kind has them."""
