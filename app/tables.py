"""Every room's tables in one metadata, for migrations and for a complete mapper."""

import search.models  # noqa: F401
from core.database import Base

metadata = Base.metadata
