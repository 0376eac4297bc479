"""Round particles of equal mass in a box: they fly straight, bounce off walls and each other."""

import math
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """The inner walls of a vessel, pixels of the frame."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass
class Particle:
    """Its centre, pixels; its velocity, pixels a second; its kind, 0 or 1."""

    x: float
    y: float
    vx: float
    vy: float
    kind: int
    r: float


def fill(box: Box, each: int, r: float, speed: float, seed: int) -> list[Particle]:
    """Particles of kind 0 in the left half and as many of kind 1 in the right, none touching.

    All begin with one ``speed`` in chance directions; the same ``seed`` gives the same particles.
    """
    dice = random.Random(seed)
    found: list[Particle] = []
    for kind, left, right in ((0, box.left, box.middle), (1, box.middle, box.right)):
        while sum(one.kind == kind for one in found) < each:
            x = dice.uniform(left + r + 4, right - r - 4)
            y = dice.uniform(box.top + r, box.bottom - r)
            if all(math.hypot(one.x - x, one.y - y) > 2.2 * r for one in found):
                a = dice.uniform(0, math.tau)
                found.append(Particle(x, y, speed * math.cos(a), speed * math.sin(a), kind, r))
    return found


def move(particles: list[Particle], box: Box, seconds: float, *, wall: bool = False) -> None:
    """Move all for ``seconds``; while there is a ``wall``, nobody passes the box's middle."""
    steps = 2  # so that nobody flies through a neighbour
    for _ in range(steps):
        for one in particles:
            one.x += one.vx * seconds / steps
            one.y += one.vy * seconds / steps
            left, right = box.left, box.right
            if wall:
                left, right = ((left, box.middle - 3), (box.middle + 3, right))[one.kind]
            if one.x < left + one.r:
                one.x, one.vx = left + one.r, abs(one.vx)
            elif one.x > right - one.r:
                one.x, one.vx = right - one.r, -abs(one.vx)
            if one.y < box.top + one.r:
                one.y, one.vy = box.top + one.r, abs(one.vy)
            elif one.y > box.bottom - one.r:
                one.y, one.vy = box.bottom - one.r, -abs(one.vy)
        _collide(particles)


def _collide(particles: list[Particle]) -> None:
    """Equal masses exchange the parts of their velocities along the line of centres."""
    for i, a in enumerate(particles):
        reach = 2 * a.r
        for b in particles[i + 1 :]:
            dx, dy = b.x - a.x, b.y - a.y
            if abs(dx) >= reach or abs(dy) >= reach or dx * dx + dy * dy >= reach * reach:
                continue
            far = math.hypot(dx, dy) or 1e-9
            nx, ny = dx / far, dy / far
            meeting = (a.vx - b.vx) * nx + (a.vy - b.vy) * ny
            if meeting > 0:
                a.vx, a.vy = a.vx - meeting * nx, a.vy - meeting * ny
                b.vx, b.vy = b.vx + meeting * nx, b.vy + meeting * ny
