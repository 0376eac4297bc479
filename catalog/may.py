"""Which buttons an item's page shows this viewer; the verbs check again."""

from dataclasses import dataclass

from catalog.audience import sent_by_reviewer
from catalog.item_page import ItemPage
from catalog.licences import allows_download
from catalog.recall import WAITING


@dataclass(frozen=True)
class May:
    """What this viewer may do with the item that the page shows."""

    edit: bool
    renew: bool
    restore: bool
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
    judges = here and page.reviewer and not page.mine and newest.status in WAITING
    # Such a draft is published from its own page alone: on another's, nobody has looked at it.
    sent = newest.status == "draft" and sent_by_reviewer(newest) and page.version is newest
    lasting = {newest.original_sha}
    if page.item.published is not None:
        lasting.add(page.item.published.original_sha)
    return May(
        edit=here and (page.reviewer or (page.mine and newest.status != "published")),
        # A published version stays as it was judged; its author sends the next one.
        renew=here and page.inside,
        restore=here and page.inside and page.version.original_sha not in lasting,
        submit=here and page.mine and ready and newest.status in ("draft", "changes_asked"),
        publish=ready and (judges or (here and page.reviewer and not page.mine and sent)),
        ask_changes=judges,
        withdraw=here and page.inside,
        download=(page.inside or allows_download(page.version.licence)) and not page.keeps_original,
    )
