"""Russian typography that should not depend on a source's author: spaces that may not break."""

import re

_NBSP = "\u00a0"
_SHORT_WORD = re.compile(r"(?<![\w\u2011-])([А-Яа-яЁё]{1,2})[ ](?=[\w«(])")
_DASH = re.compile(r"[ ]—")
_UNITS = (
    "мм см м км мм² см² м² км² см³ м³ км³ л мл га г кг т с ч мин Н Па кПа Дж Вт А В Ом К Гц "
    "эВ нм моль тыс млн млрд класс °C %"
)
_UNIT = re.compile(rf"(?<=\d)[ ](?=(?:{'|'.join(_UNITS.split())}|градус\w*)(?!\w))")


def bind(text: str) -> str:
    """The text with unbreakable spaces after short words, before a dash and before a unit.

    Words of one or two letters must not end a line, a dash must not begin one, and a number
    is not torn from its unit.
    """
    text = _SHORT_WORD.sub(rf"\1{_NBSP}", text)
    text = _SHORT_WORD.sub(rf"\1{_NBSP}", text)  # neighbours: «и в поле»
    return _UNIT.sub(_NBSP, _DASH.sub(f"{_NBSP}—", text))
