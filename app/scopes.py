"""Every room's word on what its things belong to, so that permissions can be asked anywhere."""

import accounts.school_scopes
import catalog.scope
import diary.scope
import search.scope

__all__ = ["accounts", "catalog", "diary", "search"]
