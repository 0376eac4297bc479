"""What the calls about captions take and answer."""

from typing import Literal

from pydantic import BaseModel, Field

from ingest.api_shapes import FileSent


class CaptionsSent(FileSent):
    """A file with captions."""

    language: str = Field("ru", max_length=35, description="Код языка: ru, en, tt")


class Captions(BaseModel):
    """Captions in one language."""

    language: str = Field(description="Код языка; und — неизвестен")
    origin: Literal["sent", "file"] = Field(description="Присланы отдельно или взяты из файла")
    url: str = Field(description="Адрес в формате WebVTT")


class CaptionsList(BaseModel):
    """All captions of a version, Russian first."""

    items: list[Captions]
    next: None = None
