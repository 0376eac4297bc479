"""Heavy parsing of foreign files. Everything here runs in the limited child, ``ingest.child``."""
