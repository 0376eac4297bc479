"""Uploads in pieces that go on where they broke off: the server's side of tus 1.0.0.

The protocol: https://tus.io/protocols/resumable-upload, core and the extensions creation,
termination, checksum and expiration.
"""
