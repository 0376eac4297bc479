"""Every setting of an installation: one typed class, read once.

Values come from environment variables with the prefix ``PARTA_`` and then from the
file ``parta.env`` in PARTA_HOME (lines ``PARTA_NAME=value``); the environment wins.
"""

import os
import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import PartaError


class Settings(BaseSettings):
    """The settings of one installation; the field descriptions are the documentation."""

    model_config = SettingsConfigDict(env_prefix="PARTA_", extra="ignore", frozen=True)

    home: Path = Field(
        Path("var"),
        description="Папка установки: база, оригиналы, просмотровые копии, индекс, ключи",
    )
    database_url: SecretStr = Field(
        SecretStr(""), description="Адрес базы данных; пусто — SQLite в папке установки"
    )
    storage_url: SecretStr = Field(
        SecretStr(""), description="Хранилище файлов; пусто — папка установки"
    )
    search_url: str = Field(
        "",
        description="Поисковый движок: пусто — Whoosh, «tantivy:» — Tantivy, он быстрее, когда "
        "материалов больше 50 000; после перемены выполните parta reindex",
    )
    queue_url: SecretStr = Field(
        SecretStr(""), description="Очередь заданий; пусто — таблица заданий в базе"
    )
    cache_url: SecretStr = Field(
        SecretStr(""), description="Redis для сессий и ограничений; пусто — база данных"
    )
    ffmpeg: str = Field("ffmpeg", description="Программа ffmpeg")
    ffprobe: str = Field("ffprobe", description="Программа ffprobe")
    soffice: str = Field("soffice", description="Программа LibreOffice")
    tesseract: str = Field(
        "tesseract", description="Программа Tesseract: читает слова на картинках"
    )
    sandbox: Literal["", "none", "off"] = Field(
        "",
        description="Изоляция программ: пусто — лучшая из возможных, none — только та, что есть "
        "в самом ядре Linux, off — никакой",
    )
    meaning: Literal["", "off"] = Field(
        "",
        description="Близость по смыслу в поиске и в подсказке урока: пусто — включена (150 МБ "
        "памяти на процесс), off — только по словам",
    )
    address: str = Field(
        "",
        description="Адрес, по которому «Парту» открывают в браузере; печатается на листках с "
        "кодами; пусто — на листке остаётся место, чтобы вписать",
    )
    web_workers: int = Field(2, ge=1, description="Процессов веб-сервера")
    web_threads: int = Field(16, ge=1, description="Потоков в каждом процессе веб-сервера")
    worker_jobs: int = Field(
        0, ge=0, description="Заданий одновременно; 0 — по числу ядер процессора"
    )
    lease_seconds: int = Field(
        30,
        ge=2,
        le=45,
        description="Сколько секунд молчит обработчик, прежде чем его задание возьмёт другой",
    )
    accel_redirect: str = Field(
        "",
        description="Внутренний путь nginx для X-Accel-Redirect; пусто — файлы отдаёт сам сервер",
    )
    trusted_proxies: int = Field(
        0, ge=0, description="Сколько обратных прокси стоит перед сервером"
    )
    secure_cookies: bool = Field(
        False, description="Отправлять куки только по HTTPS; включите, когда есть HTTPS"
    )
    max_upload_mb: int = Field(4096, ge=1, description="Наибольший размер одного файла, МБ")
    teacher_upload_mb: int = Field(
        0, ge=0, description="Наибольший файл учителя, МБ; 0 — как PARTA_MAX_UPLOAD_MB"
    )
    methodologist_upload_mb: int = Field(
        0, ge=0, description="Наибольший файл методиста, МБ; 0 — как PARTA_MAX_UPLOAD_MB"
    )
    administrator_upload_mb: int = Field(
        0, ge=0, description="Наибольший файл администратора, МБ; 0 — как PARTA_MAX_UPLOAD_MB"
    )
    teacher_quota_mb: int = Field(
        51200, ge=0, description="Место для файлов одного учителя, МБ; 0 — без ограничения"
    )
    methodologist_quota_mb: int = Field(
        204800, ge=0, description="Место для файлов одного методиста, МБ; 0 — без ограничения"
    )
    administrator_quota_mb: int = Field(
        204800, ge=0, description="Место для файлов одного администратора, МБ; 0 — без ограничения"
    )
    upload_days: int = Field(
        7, ge=1, description="Сколько дней ждёт продолжения загрузка, которая прервалась"
    )
    verify_days: int = Field(
        30,
        ge=1,
        description="За сколько дней обработчик прочитывает и сверяет все сохранённые файлы",
    )
    session_days: int = Field(30, ge=1, description="Сколько дней действует вход")
    demo: bool = Field(False, description="Демонстрационная установка: на входе есть кнопки ролей")

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.home / 'parta.sqlite3'}"

    @property
    def temporary(self) -> Path:
        """Where incoming bytes and tools' scratch folders lie; on the storage's file system."""
        return self.home / "tmp"

    @property
    def unfinished(self) -> Path:
        """Where files lie that came in part and are waited for; on the storage's file system."""
        return self.home / "uploads"

    @property
    def parallel_jobs(self) -> int:
        """How many jobs one worker process runs at once."""
        return self.worker_jobs or max(1, os.cpu_count() or 1)


def load_settings() -> Settings:
    """Read the settings of the installation that PARTA_HOME names."""
    home = Path(os.environ.get("PARTA_HOME", "var")).expanduser().absolute()
    file = home / "parta.env"
    return Settings(home=home, _env_file=file if file.is_file() else None)  # type: ignore[call-arg]


KEY_BYTES = 32


class BrokenKey(PartaError):
    """The secret's file is not what was written: a disk that was full or lost its power."""

    code = "broken_key"
    status = 500

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(
            f"Файл с секретным ключом установки повреждён: в нём должно быть {KEY_BYTES} байта, "
            f"а их {size} ({path}). Верните его из резервной копии. Если копии нет, удалите этот "
            "файл: ключ появится новый, открытые страницы нужно будет обновить, а коды показа "
            "на доске выдать заново."
        )


def secret_key(home: Path) -> bytes:
    """The installation's secret, 32 random bytes, made on first use, for the owner's eyes only.

    On the disk before it is used. Raises BrokenKey.
    """
    path = home / "secrets" / "key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f"key.{secrets.token_hex(4)}")
        try:
            _write_whole(fresh, secrets.token_bytes(KEY_BYTES))
            os.link(fresh, path)  # the first of several processes wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink(missing_ok=True)
        for folder in (path.parent, home):
            _sync_folder(folder)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise BrokenKey(path, len(key))
    return key


def _write_whole(path: Path, content: bytes) -> None:
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode=0o600)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """A name is on the disk once its folder is."""
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(at)
    finally:
        os.close(at)
