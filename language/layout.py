"""Words typed with the keyboard in the other layout: «ghtptynfwbz» for «презентация»."""

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"

_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def as_russian(text: str) -> str:
    """What the same keys give in the Russian layout (ЙЦУКЕН, as on a PC)."""
    return text.translate(_TO_RUSSIAN)


def as_latin(text: str) -> str:
    """What the same keys give in the Latin layout (QWERTY)."""
    return text.translate(_TO_LATIN)
