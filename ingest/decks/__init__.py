"""How a deck becomes words, a PDF and pictures: what ``ingest.processors.presentation`` does."""
