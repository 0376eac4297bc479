"""Forms in an ODF document: fields and buttons to be filled in, which a slide does not need.

LibreOffice without its part for forms (a package of its own) opens no document that has one, and
with it loads a button's picture from wherever it stands.
"""

from __future__ import annotations

from typing import Any

#: The forms of a page, and what shows one of their fields; by local name, since LibreOffice takes
#: several spellings of a namespace for the same.
FORMS, SHOWN = "{*}forms", "{*}control"
DRAWING = "drawing"


def cut_forms(root: Any) -> int:
    """Take them out of the tree; how many."""
    forms = list(root.iter(FORMS))
    shown = [one for one in root.iter(SHOWN) if DRAWING in one.tag.partition("}")[0]]
    for element in (*forms, *shown):
        holder = element.getparent()
        if holder is not None:
            _keep_tail(element, holder)
            holder.remove(element)
    return len(forms) + len(shown)


def _keep_tail(element: Any, holder: Any) -> None:
    """What follows the element is text of what is around it, and would go with it."""
    if not element.tail:
        return
    before = element.getprevious()
    if before is None:
        holder.text = (holder.text or "") + element.tail
    else:
        before.tail = (before.tail or "") + element.tail
