"""``parta doctor``: what is present, what is missing, and what that costs.

No installation is made: one that was never made is only reported.
"""

from app.doctor.finding import Finding
from app.doctor.installation import LITTLE_SPACE, installation_findings
from app.doctor.tools import tools_findings
from core.settings import Settings

__all__ = ["LITTLE_SPACE", "Finding", "examine"]


def examine(settings: Settings) -> list[Finding]:
    """Look at everything that this installation leans on; takes a few seconds, raises nothing.

    In the storage a probe is written, read back and deleted; nothing else is changed.
    """
    return [*tools_findings(settings), *installation_findings(settings)]
