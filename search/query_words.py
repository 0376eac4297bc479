"""Words of a query that mean a filter, by lemma: kinds, grades, noise."""

from collections.abc import Sequence

from language.lemmas import Lemma
from language.words import Word
from search.numerals import ORDINALS, ROMAN

MOST_GRADES = 11

KIND_WORDS = {
    "презентация": "presentation",
    "слайд": "presentation",
    "преза": "presentation",
    "слайдшоу": "presentation",
    "pptx": "presentation",
    "ppt": "presentation",
    "видео": "video",
    "видеоролик": "video",
    "видеоурок": "video",
    "видеофильм": "video",
    "ролик": "video",
    "фильм": "video",
    "мультфильм": "video",
    "мультик": "video",
    "видеозапись": "video",
    "видеоопыт": "video",
    "видеоклип": "video",
    "видеолекция": "video",
    "видеоматериал": "video",
    "видеосюжет": "video",
    "видеофрагмент": "video",
    "видеоэкскурсия": "video",
    "видеоэксперимент": "video",
    "кинофрагмент": "video",
    "кинохроника": "video",
    "мульт": "video",
    "телепередача": "video",
    "кино": "video",
    "кинофильм": "video",
    "картинка": "image",
    "иллюстрация": "image",
    "фото": "image",
    "фотография": "image",
    "фотка": "image",
    "фотоснимок": "image",
    "изображение": "image",
    "аудио": "audio",
    "аудиозапись": "audio",
    "аудиокнига": "audio",
    "аудиосказка": "audio",
    "аудиоурок": "audio",
    "аудиофайл": "audio",
    "звукозапись": "audio",
    "фонограмма": "audio",
}

LIKELY_KINDS = {
    "карта": "image",
    "картина": "image",
    "плакат": "image",
    "портрет": "image",
    "репродукция": "image",
    "рисунок": "image",
    "снимок": "image",
    "схема": "image",
    "чертеж": "image",
    "анимация": "video",
    "экранизация": "video",
    "мелодия": "audio",
    "песня": "audio",
}
"""Words that are a topic and a kind at once: they put that kind first and hide nothing."""

GRADE_WORDS = {word: grade for grade, word in enumerate(ORDINALS[:MOST_GRADES], 1)}

PUPIL_WORDS = {
    "первоклассник": 1,
    "второклассник": 2,
    "третьеклассник": 3,
    "четвероклассник": 4,
    "пятиклассник": 5,
    "шестиклассник": 6,
    "семиклассник": 7,
    "восьмиклассник": 8,
    "девятиклассник": 9,
    "десятиклассник": 10,
    "одиннадцатиклассник": 11,
}

ROMAN_GRADES = {roman: grade for grade, roman in enumerate(ROMAN[:MOST_GRADES], 1)}

EXAMS = frozenset({"огэ", "егэ", "впр", "гиа"})
"""Beside one of them a subject's name is meant as such: «ОГЭ геометрия», «русский ЕГЭ»."""

NUMBERED = frozenset(
    ["часть", "задание", "задача", "вариант", "параграф", "глава", "четверть", "полугодие", "тур"]
)
"""What has numbers of its own: in «физика 2 часть» the two is no grade."""

CLASS_WORDS = frozenset({"класс", "кл"})
LEADING = frozenset({"в", "во", "для", "за", "из", "к"})
ABOUT = frozenset({"про", "о", "об", "обо"})

QUESTIONS = frozenset(
    [
        "кто",
        "что",
        "такой",
        "какой",
        "который",
        "чей",
        "как",
        "где",
        "куда",
        "откуда",
        "когда",
        "почему",
        "зачем",
        "отчего",
        "сколько",
        "это",
        "этот",
        "тот",
        "сам",
        "свой",
        "весь",
        "каждый",
        "быть",
        "бывать",
        "являться",
        "называться",
        "значить",
        "нужный",
        "нужно",
        "надо",
        "можно",
        "состоять",
        "отличаться",
        "отличать",
        "отличить",
        "различаться",
        "разница",
        "отличие",
    ]
)
"""Words of a question: «кто такой Чичиков» asks for Chichikov, «чем сложение отличается от
умножения» for lessons that have both."""

ASIDES = QUESTIONS | {"урок", "тема", "материал", "скачать", "найти", "бесплатно"}
"""Words that say nothing of what is looked for; they count only when nothing else is there."""


def kind_named(word: Word, lemma: Lemma) -> str | None:
    """The kind of material that a word of a query names, by its lemma or as it is typed."""
    return KIND_WORDS.get(lemma.text) or KIND_WORDS.get(word.text)


def said_at(cut: Sequence[Word], at: int) -> str:
    """The word at this place; empty beyond the ends."""
    return cut[at].text if 0 <= at < len(cut) else ""
