"""What a program wrote: its beginning and its end, however much there was between."""


class Capture:
    """Keeps the first head and the last tail bytes, counts all."""

    def __init__(self, head, tail):
        self.total = 0
        self._head_limit, self._tail_limit = head, tail
        self._head, self._head_size = [], 0
        self._tail, self._tail_size = [], 0

    def add(self, data):
        self.total += len(data)
        room = self._head_limit - self._head_size
        if room > 0:
            self._head.append(data[:room])
            self._head_size += len(self._head[-1])
            data = data[room:]
        if data:
            self._tail.append(data)
            self._tail_size += len(data)
            if self._tail_size > 2 * self._tail_limit + (1 << 17):
                self._trim()

    def _trim(self):
        joined = b"".join(self._tail)
        kept = joined[len(joined) - self._tail_limit :]
        self._tail, self._tail_size = [kept], len(kept)

    @property
    def cut(self):
        """How many bytes between beginning and end were not kept."""
        return max(0, self.total - self._head_limit - self._tail_limit)

    def bytes(self):
        if self._tail_size > self._tail_limit:
            self._trim()
        parts = [b"".join(self._head), b"".join(self._tail)]
        if self.cut:
            parts.insert(1, b"\n[... %d bytes cut ...]\n" % self.cut)
        return b"".join(parts)


def readable(data):
    """As text that every JSON reader and PostgreSQL's jsonb take: what is not UTF-8, and NUL, becomes U+FFFD."""
    return data.decode("utf-8", "replace").replace("\0", "\ufffd")
