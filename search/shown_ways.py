"""Ways out of an empty list, in the words of pages."""

from flask_babel import gettext as _

from core.quotes import quoted
from search.chip import LEFT_OUT, NOT_SUBJECT
from search.query_marks import UNWANTED
from search.understood_chips import PART_CHIPS
from search.ways_out import Way


def way_words(way: Way) -> str:
    """What is left out on this way: «без условия «5 класс»»; of an exclusion what comes back."""
    if way.facet in LEFT_OUT | {UNWANTED}:
        unwanted = way.title.removeprefix(f"{PART_CHIPS[way.facet]}: ")
        if way.facet == NOT_SUBJECT:
            return str(_("если не исключать предмет «%(what)s»", what=quoted(unwanted)))
        if way.facet == UNWANTED:
            unwanted = f"«{quoted(unwanted)}»"
        return str(_("если не исключать %(what)s", what=unwanted))
    if way.facet:
        return str(_("без условия «%(what)s»", what=quoted(way.title)))
    return str(_("без всех условий"))
