"""The jobs of the way in, by name and by how soon their turn comes: a smaller number goes first."""

from catalog.processing import PROCESS

__all__ = ["BEHIND", "BULK", "MEND", "PROCESS", "REMAKE", "RENEW", "SINGLE"]

REMAKE = "remake"
"""Makes renditions again."""

SINGLE, BULK = 20, 60
"""A person who waits goes before a folder that is loaded."""

BEHIND = 100
"""Added to a job's priority after its first pass: every first pass of others goes before it."""

MEND, RENEW = 200, 300
"""Behind the last pass of what comes in; what still serves as it is comes last."""
