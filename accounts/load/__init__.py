"""Loading a school from its file: read, check everything, and only then write."""

from accounts.load.people import Also, load_people
from accounts.load.read import read_school_file
from accounts.load.report import Counts, LoadReport, Problem

__all__ = ["Also", "Counts", "LoadReport", "Problem", "load_people", "read_school_file"]
