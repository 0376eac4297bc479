"""The diary's calls; each part of them adds its own in a module of its own."""

from apiflask import APIBlueprint

api = APIBlueprint("diary_api", __name__, tag="Дневник")
