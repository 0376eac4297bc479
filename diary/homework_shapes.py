"""What the homework calls take and answer; the field descriptions are the documentation."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from catalog.api_shapes import Rendition
from catalog.kinds import KindCode
from core.asked import WHOLE

Day = Annotated[date, Field(strict=True)]
Minutes = Annotated[int, Field(strict=True, ge=1, le=600), WHOLE]
SlideNo = Annotated[int, Field(strict=True, ge=1, le=100_000), WHOLE]
Id = Annotated[str, Field(min_length=1, max_length=64)]


class Slides(BaseModel):
    """Slides of a deck."""

    model_config = ConfigDict(extra="forbid")

    slides: str = Field(min_length=1, max_length=200, description="«4-9,12», с 1")


class Stretch(BaseModel):
    """A stretch of a film or of sound."""

    model_config = ConfigDict(extra="forbid", strict=True)

    begin: float = Field(alias="from", ge=0, le=1_000_000, description="Начало, секунды")
    end: float = Field(alias="to", ge=0, le=1_000_000, description="Конец, секунды")


class Region(BaseModel):
    """A part of a picture or of a slide."""

    model_config = ConfigDict(extra="forbid", strict=True)

    region: list[float] = Field(
        min_length=4, max_length=4, description="Слева, сверху, ширина, высота, от 0 до 1"
    )
    slide: SlideNo | None = Field(None, description="На каком слайде")


Fragment = Slides | Stretch | Region


class HomeworkWritten(BaseModel):
    """Homework that is set at once."""

    occurrence_id: Id = Field(description="Урок в дневнике, на котором задано")
    text: str = Field("", max_length=5000, description="Что сделать")
    due_occurrence_id: Id | None = Field(
        None, description="К какому уроку; без срока — к следующему уроку предмета"
    )
    due_on: Day | None = Field(None, description="Или к какому дню")
    pupil_ids: list[Id] | None = Field(None, max_length=200, description="Кому; без них — классу")
    minutes: Minutes | None = Field(None, description="Сколько минут займёт")


class HomeworkChanged(BaseModel):
    """What is to change; what is not named stays."""

    text: str | None = Field(None, max_length=5000, description="Что сделать")
    due_occurrence_id: Id | None = Field(None, description="К какому уроку")
    due_on: Day | None = Field(None, description="Или к какому дню")
    pupil_ids: list[Id] | None = Field(
        None, max_length=200, description="Кому; пустой список — всему классу"
    )
    minutes: Minutes | None = Field(None, description="Сколько минут займёт")


class AttachmentSent(BaseModel):
    """A material to hang on homework."""

    item_id: Id = Field(description="Материал")
    fragment: Fragment | None = Field(None, description="Отрывок; без него — целиком")


class HomeworkMade(BaseModel):
    """The homework that was set."""

    homework_id: str


class AttachmentMade(BaseModel):
    """What hangs there now."""

    attachment_id: str


class Attachment(BaseModel):
    """A material that hangs on homework."""

    attachment_id: str
    item_id: str
    version_id: str
    kind: KindCode
    title: str
    fragment: dict[str, Any] | None = Field(None, description="Отрывок; нет — целиком")
    state: Literal["ready", "making", "failed", "withdrawn"] = Field(
        description="ready: можно смотреть; making: готовится; failed: только скачать"
    )
    newer: bool = Field(False, description="Есть версия новее; видит только учитель")
    renditions: list[Rendition] = Field(
        [], description="Что можно смотреть; пусто, если материал не открыт или ещё готовится"
    )
    download: str | None = Field(None, description="Адрес исходного файла, если его можно забрать")


class Homework(BaseModel):
    """Homework with what hangs on it."""

    homework_id: str
    occurrence_id: str
    text: str
    minutes: int | None = None
    due_occurrence_id: str | None = None
    due_on: date | None = None
    attachments: list[Attachment]
