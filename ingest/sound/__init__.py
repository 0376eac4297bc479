"""Sound: how a recording is known, heard through, drawn and encoded."""
