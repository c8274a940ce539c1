"""Gets one file that is to be built from source, and holds it against its digest."""

import os


def fetch(url, sha256, to):
    """Raises ValueError when the file is not the one that was locked, OSError when it can't be had."""
    import base64
    import hashlib
    import urllib.parse
    import urllib.request

    parts = urllib.parse.urlsplit(url)
    headers = {}
    if parts.username is not None:
        login = "%s:%s" % (urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or ""))
        headers["Authorization"] = "Basic " + base64.b64encode(login.encode("utf-8")).decode("ascii")
        url = urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    digest = hashlib.sha256()
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as source, open(to, "wb") as file:
        for block in iter(lambda: source.read(1 << 16), b""):
            digest.update(block)
            file.write(block)
    if sha256 and digest.hexdigest() not in sha256:
        os.unlink(to)
        raise ValueError("%s has sha256 %s, locked is %s" % (url, digest.hexdigest(), " or ".join(sha256)))
