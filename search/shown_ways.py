"""Ways out of an empty list, in the words of pages."""

from flask_babel import gettext as _

from search.ways_out import Way


def way_words(way: Way) -> str:
    """What is left out on this way: «без условия «5 класс»»."""
    if way.facet:
        return str(_("без условия «%(what)s»", what=way.title))
    return str(_("без всех условий"))
