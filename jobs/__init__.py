"""Work that waits: the job row, its lease and heartbeat, the worker loop and the outbox loop."""
