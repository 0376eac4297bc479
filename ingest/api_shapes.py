"""What the calls of the way in take and answer; the field descriptions are the documentation."""

from typing import Literal

from apiflask.fields import UploadFile
from pydantic import BaseModel, ConfigDict, Field

from core.asked import Form

Outcome = Literal["accepted", "ready", "failed", "duplicate"]


class FileSent(Form):
    """A file on its own."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    file: UploadFile = Field(description="Файл")


class ItemSent(FileSent):
    """A file with what is said of it."""

    title: str = Field("", max_length=300, description="Название; без него — из имени файла")
    subject: str = Field("", max_length=40, description="Код предмета, пока нет урока")
    grade: int | None = Field(None, ge=1, le=11, description="Класс, пока нет урока")
    lesson: list[str] = Field([], max_length=50, description="Ключ урока, можно несколько")
    licence: str = Field(
        "", max_length=200, description="Лицензия; без неё — «для использования в школе»"
    )
    author: str = Field("", max_length=300, description="Автор")
    source: str = Field("", max_length=500, description="Откуда взято")
    language: str = Field("", max_length=35, description="Язык, по умолчанию ru")
    keywords: str = Field("", max_length=5000, description="Ключевые слова через «;»")
    description: str = Field("", max_length=5000, description="Описание")


class Taken(BaseModel):
    """What came of a file that was sent."""

    item_id: str
    outcome: Outcome
    status_url: str = Field(description="Где смотреть, как идёт обработка")
    reason: str = ""
    warnings: list[str] = []


class Step(BaseModel):
    """A step of the processing."""

    name: str
    state: Literal["waiting", "running", "done", "failed"]
    percent: int = Field(ge=0, le=100)
    reason: str = Field("", description="Почему не вышло или о чём стоит знать")


class Status(BaseModel):
    """How far a material has come."""

    outcome: Outcome
    published: bool
    steps: list[Step]
    reason: str = Field("", description="Почему не вышло")
    queue_place: int = Field(1, description="Место в очереди, с 1; нет, когда работа началась")
    seconds_left: int = Field(
        1,
        ge=0,
        description="Через сколько секунд материал можно будет смотреть целиком, а если уже можно, "
        "то когда будет готово и остальное; оценка, нет, пока сказать нечего",
    )
