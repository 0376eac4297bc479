"""Moments of a film or a sound as people read them."""


def clock(milliseconds: float) -> str:
    """«1:24», «1:02:09»; parts of a second are left out."""
    minutes, seconds = divmod(int(milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
