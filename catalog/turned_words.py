"""What is turned in a material, slides or pages, as the pages say it: the one place that knows."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from catalog.kinds import SHOWN

PAGED = frozenset({"pdf"})
"""Formats of a presentation that have pages: a PDF may be a deck or a work sheet."""

Unit = Literal["slide", "page"]


class _Item(Protocol):
    @property
    def kind(self) -> str: ...


class _Original(Protocol):
    @property
    def format(self) -> str: ...


class OfFile(Protocol):
    """What has a kind and a file: a version."""

    @property
    def item(self) -> _Item: ...

    @property
    def original(self) -> _Original: ...


def turned_unit(kind: str, file_format: str) -> Unit:
    """``slide`` for a deck, ``page`` for a PDF and for a picture of several pages."""
    return "slide" if SHOWN[kind].slides and file_format not in PAGED else "page"


def told_by_pages(kind: str, pages: int | None) -> bool:
    """Whether a material is told by how many slides or pages it has: one picture is a picture."""
    return bool(pages) if SHOWN[kind].slides else (pages or 0) > 1


@dataclass(frozen=True)
class TurnedWords:
    """The words of slides or of pages; Russian bends each in its own way."""

    unit: Unit
    one: str
    title: str
    view: str
    before: str
    after: str
    on: str
    every: str
    last: str
    text: str
    no_text: str
    notes: str
    waits: str
    hidden: str
    hidden_short: str
    press: str
    which: str
    first: str
    attach_one: str
    attach_many: str
    give_one: str
    give_many: str
    picked_one: str
    picked_many: str
    all_opened: str
    one_opened: str
    alone: str
    without_file: str

    def number(self, n: int) -> str:
        """«Слайд 7»."""
        return str(_("Слайд %(n)d", n=n) if self.unit == "slide" else _("Страница %(n)d", n=n))

    def number_of(self, n: int, every: int) -> str:
        """«Слайд 7 из 12»."""
        if self.unit == "slide":
            return str(_("Слайд %(n)d из %(all)d", n=n, all=every))
        return str(_("Страница %(n)d из %(all)d", n=n, all=every))

    def picked(self, shown: str, many: int) -> str:
        """«слайды 4–9»: ``shown`` as text, how ``many`` they are."""
        if self.unit == "slide":
            return str(ngettext("слайд %(which)s", "слайды %(which)s", many, which=shown))
        return str(ngettext("страница %(which)s", "страницы %(which)s", many, which=shown))

    def bit(self, n: int) -> str:
        """«часть слайда 7»."""
        if self.unit == "slide":
            return str(_("часть слайда %(n)d", n=n))
        return str(_("часть страницы %(n)d", n=n))

    def on_board(self, n: int, dark: bool) -> str:
        """«На доске, слайд 7»: what a remote says; ``dark`` where the screen is put out."""
        if self.unit == "slide":
            shown = _("Экран погашен, слайд %(n)d") if dark else _("На доске, слайд %(n)d")
        else:
            shown = _("Экран погашен, страница %(n)d") if dark else _("На доске, страница %(n)d")
        return str(shown % {"n": n})

    def opened_to(self, opened: int, every: int, last: int) -> str:
        """«4 из 9, до слайда 5»."""
        if self.unit == "slide":
            return str(_("%(n)d из %(all)d, до слайда %(last)d", n=opened, all=every, last=last))
        return str(_("%(n)d из %(all)d, до страницы %(last)d", n=opened, all=every, last=last))


def turned_words(kind: str, file_format: str) -> TurnedWords:
    """The words of a material of this kind whose file is of this format."""
    return _turned(turned_unit(kind, file_format), str(get_locale()))


def turned(version: OfFile) -> TurnedWords:
    """The words of a version."""
    return turned_words(version.item.kind, version.original.format)


@lru_cache
def _turned(unit: Unit, language: str) -> TurnedWords:
    """The same for every material, and a page of hits asks for each of its twenty."""
    return _slides() if unit == "slide" else _pages()


def _slides() -> TurnedWords:
    return TurnedWords(
        unit="slide",
        one=_("Слайд"),
        title=_("Слайды"),
        view=_("Просмотр слайдов"),
        before=_("Предыдущий слайд"),
        after=_("Следующий слайд"),
        on=_("Следующий"),
        every=_("Все слайды"),
        last=_("Это последний слайд."),
        text=_("Текст слайда"),
        no_text=_("На этом слайде нет текста."),
        notes=_("Заметки к слайду"),
        waits=_("Картинка этого слайда ещё делается. Текст уже можно читать ниже."),
        hidden=_("скрыт при показе"),
        hidden_short=_("скрыт"),
        press=_("Нажмите первый слайд, потом последний."),
        which=_("Какие слайды"),
        first=_("Слайды с"),
        attach_one=_("Прикрепить слайд {a}"),
        attach_many=_("Прикрепить слайды {a}–{b}"),
        give_one=_("Задать слайд {a}"),
        give_many=_("Задать слайды {a}–{b}"),
        picked_one=_("Фрагмент: слайд {a}"),
        picked_many=_("Фрагмент: слайды {a}–{b}"),
        all_opened=_("все слайды"),
        one_opened=_("слайд открыт"),
        alone=_("Слайды без пары"),
        without_file=_(
            "Слайды можно смотреть здесь. Сам файл открыт только учителям: "
            "в нём есть заметки или скрытые слайды."
        ),
    )


def _pages() -> TurnedWords:
    return TurnedWords(
        unit="page",
        one=_("Страница"),
        title=_("Страницы"),
        view=_("Просмотр страниц"),
        before=_("Предыдущая страница"),
        after=_("Следующая страница"),
        on=_("Следующая"),
        every=_("Все страницы"),
        last=_("Это последняя страница."),
        text=_("Текст страницы"),
        no_text=_("На этой странице нет текста."),
        notes=_("Заметки к странице"),
        waits=_("Картинка этой страницы ещё делается. Текст уже можно читать ниже."),
        hidden=_("скрыта при показе"),
        hidden_short=_("скрыта"),
        press=_("Нажмите первую страницу, потом последнюю."),
        which=_("Какие страницы"),
        first=_("Страницы с"),
        attach_one=_("Прикрепить страницу {a}"),
        attach_many=_("Прикрепить страницы {a}–{b}"),
        give_one=_("Задать страницу {a}"),
        give_many=_("Задать страницы {a}–{b}"),
        picked_one=_("Фрагмент: страница {a}"),
        picked_many=_("Фрагмент: страницы {a}–{b}"),
        all_opened=_("все страницы"),
        one_opened=_("страница открыта"),
        alone=_("Страницы без пары"),
        without_file=_(
            "Страницы можно смотреть здесь. Сам файл открыт только учителям: "
            "в нём есть заметки или скрытые страницы."
        ),
    )
