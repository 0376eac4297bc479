"""Numbers of a scale as Russian schools write them."""


def decimal(value: float) -> str:
    """With a decimal comma and a true minus; what steps of binary fractions add is rounded off."""
    return f"{round(value, 6) + 0.0:.10g}".replace("-", "−").replace(".", ",")
