"""What stands between a tool and the rest of the machine, beyond limits and environment.

A wall turns a command line into one that runs the same tool with less in reach. Whether it works is
found out by running it once, since an installed program says nothing about what a container or a
chroot allows. From the best: bubblewrap, the kernel's own, no network (``unshare``), none.
"""

from media.walls.bubblewrap import Bubblewrap
from media.walls.contract import Wall
from media.walls.kernel import Kernel
from media.walls.plain import NoNetwork, NoWall
from media.walls.probe import Found, Tried, best_wall, find_wall

__all__ = [
    "Bubblewrap",
    "Found",
    "Kernel",
    "NoNetwork",
    "NoWall",
    "Tried",
    "Wall",
    "best_wall",
    "find_wall",
]
