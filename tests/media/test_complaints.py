"""What ffmpeg says of a file, told to a teacher."""

import pytest

from media.complaints import cause_of
from media.tools import Completed, ToolFailed


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("[mov @ 0x1] moov atom not found\na.mp4: Invalid data found", "нет оглавления"),
        ("[mp2 @ 0x1] Header missing\nError while decoding stream #1:1", "большая его часть"),
        ("Stream map '0:v' matches no streams.", "нет картинки или звука"),
        ("Decoder (codec none) not found for input stream #0:0", "не умеем читать"),
        ("[png @ 0x1] Picture size 99999x99999 is invalid", "слишком велика"),
        ("Unknown encoder 'libx264'", "администратору"),
        ("Application provided invalid, non monotonically increasing dts", "отметки времени"),
    ],
)
def test_a_known_complaint_is_told_as_its_cause(said: str, cause: str) -> None:
    error = ToolFailed("ffmpeg", Completed(1, "", said, 0.1))
    assert cause in error.message
    assert "ffmpeg" not in error.message or "администратору" in error.message


def test_what_nobody_knows_tells_at_least_what_to_do() -> None:
    error = ToolFailed("ffmpeg", Completed(1, "", "Conversion failed!", 0.1))
    assert cause_of("Conversion failed!") is None
    assert "Сохраните его заново" in error.message
    assert "MP4" not in ToolFailed("soffice", Completed(1, "", "moov atom not found", 0.1)).message
