"""What ffmpeg and ffprobe complain of, in words that a teacher understands."""

from __future__ import annotations

import re

SAVE_ANEW = "Сохраните его заново, лучше всего как MP4 (H.264), и загрузите снова."

MAKE_SMALLER = "Уменьшите её до 1920 × 1080 и загрузите снова."

#: The first pattern that stands in what was said, the surest cause first. As ffmpeg 4 to 7 spell
#: them.
CAUSES = (
    (
        r"Unknown encoder|Encoder not found|No such filter|Unrecognized option",
        "Программа ffmpeg на сервере собрана не так, как нам нужно. Сообщите администратору.",
    ),
    (r"moov atom not found", f"Файл повреждён: в нём нет оглавления. {SAVE_ANEW}"),
    (
        r"Truncating packet|partial file|End of file",
        f"Файл обрывается: он записан или загружен не до конца. {SAVE_ANEW}",
    ),
    (
        r"Picture size \S+ is invalid|Cannot allocate|Failed to alloc|ut of memory|bytes resident",
        f"Картинка фильма слишком велика: на неё не хватает памяти. {MAKE_SMALLER}",
    ),
    (
        r"no decoder found|Decoder \(codec \S+\) not found|Unknown decoder|Unsupported codec",
        f"Картинка или звук сжаты способом, который мы не умеем читать. {SAVE_ANEW}",
    ),
    (
        r"matches no streams|does not contain any stream|Could not find codec parameters",
        f"В файле нет картинки или звука, которые можно прочитать. {SAVE_ANEW}",
    ),
    (
        r"non monotonically increasing dts|Timestamps are unset|[Ii]nvalid timestamp",
        f"В файле испорчены отметки времени. {SAVE_ANEW}",
    ),
    (
        r"Invalid data found|Header missing|Error while decoding|Error submitting packet",
        f"Файл повреждён: большая его часть не читается. {SAVE_ANEW}",
    ),
)


def cause_of(said: str) -> str | None:
    """Why, in Russian, with the way out; None where ``said`` does not tell."""
    return next((told for form, told in CAUSES if re.search(form, said)), None)
