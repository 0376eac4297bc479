"""A client of the protocol for tests: says each request's headers, keeps nothing else."""

import base64
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.town import Town

PIECE_TYPE = "application/offset+octet-stream"
START = "/api/tus"


def words(**said: str) -> str:
    """Upload-Metadata."""
    return ",".join(
        f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items()
    )


@dataclass(frozen=True)
class Sender:
    """Somebody's programme that sends in pieces."""

    town: Town
    login: str = "teacher"

    def call(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Any:
        """Any request of the protocol; a header with an empty value is left out."""
        said = {"Tus-Resumable": "1.0.0", **headers}
        return self.town.by(self.login).call(
            method, path, headers={name: one for name, one in said.items() if one}, data=body
        )

    def create(self, length: int, **said: str) -> TestResponse:
        """Begin an upload."""
        return self.call(
            "POST", START, {"Upload-Length": str(length), "Upload-Metadata": words(**said)}
        )

    def begin(self, length: int, **said: str) -> str:
        """Begin an upload, which must go well; returns its address."""
        answer = self.create(length, **said)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    def send(self, path: str, offset: int, body: bytes, **headers: str) -> TestResponse:
        """Send a piece."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call(
            "PATCH",
            path,
            {"Upload-Offset": str(offset), "Content-Type": PIECE_TYPE, **named},
            body,
        )

    def ask(self, path: str) -> TestResponse:
        """How much has come."""
        return self.call("HEAD", path, {})

    def offset(self, path: str) -> int:
        """How much has come; the answer must go well."""
        answer = self.ask(path)
        assert answer.status_code == 200
        return int(answer.headers["Upload-Offset"])

    def outcome(self, path: str) -> Any:
        """What came of the file."""
        answer = self.town.by(self.login).get(path)
        assert answer.status_code == 200, answer.text
        return answer.json
