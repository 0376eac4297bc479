"""The foundation: settings, the database session, clock, ids, paging and the base of all errors."""
