"""Films: what they hold, which rungs they get, and how ffmpeg makes these."""
