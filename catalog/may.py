"""Which buttons an item's page shows this viewer; the verbs check again."""

from dataclasses import dataclass

from catalog.item_page import ItemPage
from catalog.licences import allows_download


@dataclass(frozen=True)
class May:
    """What this viewer may do with the item that the page shows."""

    edit: bool
    renew: bool
    submit: bool
    publish: bool
    ask_changes: bool
    withdraw: bool
    download: bool


def may(page: ItemPage) -> May:
    """The buttons for this page; no queries."""
    here = page.item.withdrawn_at is None
    newest = page.newest
    ready = newest.processed_at is not None
    judges = (
        here and page.reviewer and not page.mine and newest.status in ("submitted", "in_review")
    )
    return May(
        edit=here and (page.reviewer or (page.mine and newest.status != "published")),
        # A published version stays as it was judged; its author sends the next one.
        renew=here and page.inside,
        submit=here and page.mine and ready and newest.status in ("draft", "changes_asked"),
        publish=judges and ready,
        ask_changes=judges,
        withdraw=here and page.inside,
        download=(page.inside or allows_download(page.version.licence)) and not page.keeps_original,
    )
