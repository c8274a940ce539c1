"""Looks at the Python code of one archive with a security linter, and counts lines by language. Executes nothing of it.

Runs as an inspection's script: the archive lies beside it, its name is in ARCHIVE. Answers with one JSON object.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import zipfile

MOST_BYTES = 400 << 20
MOST_FILES = 50_000


def members(archive):
    """Regular files of the archive: their path, and a function that reads them."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for entry in opened.infolist():
                if not entry.is_dir():
                    yield entry.filename, entry.file_size, lambda entry=entry: opened.read(entry)
    else:
        with tarfile.open(archive) as opened:
            for entry in opened:
                if entry.isfile():
                    yield entry.name, entry.size, lambda entry=entry: opened.extractfile(entry).read()


def unpack(archive, into):
    total = 0
    for count, (name, size, read) in enumerate(members(archive)):
        total += size
        if total > MOST_BYTES or count > MOST_FILES:
            sys.exit("it unpacks to more than %d MiB or %d files" % (MOST_BYTES >> 20, MOST_FILES))
        path = (into / name).resolve()
        if into in path.parents:  # else it would lie elsewhere
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(read())


def run(tool, *command):
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("%s ended with %d: %s" % (tool, done.returncode, done.stderr.strip()[-400:]))
    return json.loads(done.stdout)


def main():
    code = pathlib.Path("code").resolve()
    code.mkdir()
    unpack(os.environ["ARCHIVE"], code)
    warnings = collections.Counter()
    linted = run("bandit", "-m", "bandit", "--recursive", "--format", "json", "--quiet", "--exit-zero", str(code))
    for found in linted["results"]:
        warnings[found["issue_severity"].lower() + "/" + found["issue_confidence"].lower()] += 1
    lines = collections.Counter()
    # It is no module that can be run, only a command; its script need not be on the path here.
    counter = "import sys; from pygount.command import main; sys.exit(main())"
    for language in run("pygount", "-c", counter, "--format", "json", str(code))["languages"]:
        if language["sourceCount"] > 0:
            lines[language["language"]] += language["sourceCount"]
    print(json.dumps({"bandit": warnings, "pygount": lines}))


main()
