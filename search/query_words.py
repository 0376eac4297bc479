"""Words of a query that mean a filter, by lemma: kinds, grades, noise."""

KIND_WORDS = {
    "презентация": "presentation",
    "слайд": "presentation",
    "слайд-шоу": "presentation",
    "pptx": "presentation",
    "ppt": "presentation",
    "видео": "video",
    "видеоролик": "video",
    "видеоурок": "video",
    "видеофильм": "video",
    "ролик": "video",
    "фильм": "video",
    "мультфильм": "video",
    "картинка": "image",
    "иллюстрация": "image",
    "фото": "image",
    "фотография": "image",
    "аудио": "audio",
    "аудиозапись": "audio",
}

GRADE_WORDS = {
    "первый": 1,
    "второй": 2,
    "третий": 3,
    "четвертый": 4,
    "пятый": 5,
    "шестой": 6,
    "седьмой": 7,
    "восьмой": 8,
    "девятый": 9,
    "десятый": 10,
    "одиннадцатый": 11,
}

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

ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
}

CLASS_WORDS = frozenset({"класс", "кл"})
LEADING = frozenset({"в", "во", "для", "за", "из", "к"})
ABOUT = frozenset({"про", "о", "об", "обо"})

ASIDES = frozenset({"урок", "тема", "материал", "скачать", "найти", "бесплатно"})
"""Words that say nothing of what is looked for; they count only when nothing else is there."""
