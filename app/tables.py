"""Every room's tables in one metadata, for migrations and for a complete mapper."""

import accounts.models  # noqa: F401
import catalog.grid
import catalog.models  # noqa: F401
import coverage.models  # noqa: F401
import diary.models
import diary.school_time  # noqa: F401
import ingest.models  # noqa: F401
import jobs.models  # noqa: F401
import media.models
import media.near.models  # noqa: F401
import search.models  # noqa: F401
from core.database import Base

metadata = Base.metadata
