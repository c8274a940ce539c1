"""Run by the environment's own interpreter: compiles what wheels installed, each into a directory of its own.

Usage: python -I -S compile_wheels.py SITE_PACKAGES TARGET NAME=DIST_INFO...

Compiling reads code and runs none of it. A file that does not compile is the package's own affair: templates and code for
other Pythons are found in many.
"""

import csv
import importlib.util
import os
import py_compile
import resource
import sys

_MEMORY = 2 << 30  # of this process; source made to exhaust a compiler ends here


def main(site_packages, target, wheels):
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    options = {}
    if hasattr(py_compile, "PycInvalidationMode"):
        # What is compiled belongs to one wheel for good, so nobody need look at the source's date to believe it.
        options["invalidation_mode"] = py_compile.PycInvalidationMode.UNCHECKED_HASH
    for wheel in wheels:
        name, _, info = wheel.partition("=")
        directory = os.path.join(target, name)
        os.makedirs(directory)
        for path in sources(os.path.join(site_packages, info, "RECORD")):
            compiled = os.path.join(directory, importlib.util.cache_from_source(path))
            try:
                py_compile.compile(os.path.join(site_packages, path), compiled, path, doraise=True, **options)
            except (py_compile.PyCompileError, OSError, ValueError, RecursionError, MemoryError):
                continue


def sources(record):
    """Paths, relative to site-packages, of the wheel's modules. What leads out of there was written to do harm."""
    try:
        with open(record, newline="", encoding="utf-8") as lines:
            paths = [row[0] for row in csv.reader(lines) if row]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
    return [path for path in paths if path.endswith(".py") and not os.path.isabs(path) and ".." not in path.split("/")]


main(sys.argv[1], sys.argv[2], sys.argv[3:])
