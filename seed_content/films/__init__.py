"""Short films, a module each: ``frames()`` yields their pictures one after another."""
