"""Which part of a file is asked for: one range of bytes, or the whole."""

import re

from werkzeug.wrappers import Request

_ONE = re.compile(r"bytes\s*=\s*(?:(\d+)\s*-\s*(\d*)|-\s*(\d+))\s*", re.ASCII | re.IGNORECASE)


def ignore_unusable(request: Request) -> None:
    """Take away a Range that RFC 9110 lets a server, or bids it, ignore: the whole is sent then.

    Those are other units than bytes, what is no range at all, several ranges at once, a range that
    ends before it begins (section 14.1.1), and any range whose If-Range is a weak tag (13.1.5).
    """
    asked = request.environ.get("HTTP_RANGE")
    if asked is None:
        return
    found = _ONE.fullmatch(asked.strip())
    backwards = found is not None and found[2] and int(found[2][:30]) < int(found[1][:30])
    weak = request.environ.get("HTTP_IF_RANGE", "").strip().startswith("W/")
    if found is None or backwards or weak:
        del request.environ["HTTP_RANGE"]
