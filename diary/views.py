"""The diary's pages; each part of them adds its own in a module of its own."""

from flask import Blueprint

views = Blueprint("diary", __name__, url_prefix="/diary")
