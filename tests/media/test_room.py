"""When a disk counts as full."""

from pathlib import Path

from media.room import no_room


def test_a_disk_is_full_when_next_to_nothing_is_free(tmp_path: Path) -> None:
    assert no_room(Path("/proc"))  # of this file system the kernel says: 0 bytes free
    assert not no_room(tmp_path)
