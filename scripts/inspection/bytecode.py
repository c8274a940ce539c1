"""Gives an environment the bytecode of its packages, as pip leaves it, at the price of a few links.

Bytecode of a wheel is the same wherever that wheel is installed. So each wheel is compiled once per interpreter, kept under
the wheel's digest, and linked into every environment after that: without it a script that imports a web framework spends
most of its time in the compiler, again for every stack, and the first run of a batch differs from the others.
"""

import os

import capture
import process

_SECONDS = 600


def provide(job, watch, lifeline):
    """Links the bytecode of job's wheels into its environment; compiles what was never compiled before.

    job["wheels"] maps a wheel's digest to the name of its .dist-info directory. What can't be compiled is left to the
    interpreter, so this fails never.
    """
    minor = ".".join(job["python_version"].split(".")[:2])
    site_packages = os.path.join(job["environment"], "lib", "python" + minor, "site-packages")
    cache = os.path.join(job["bytecode"], job["python_version"])
    missing = {digest: info for digest, info in job["wheels"].items() if not os.path.isdir(os.path.join(cache, digest))}
    if missing:
        _compile(job, missing, site_packages, cache, watch, lifeline)
    for digest in job["wheels"]:
        _link(os.path.join(cache, digest), site_packages)


def _compile(job, wheels, site_packages, cache, watch, lifeline):
    part = os.path.join(job["work"], "bytecode")
    command = [os.path.join(job["environment"], "bin", "python"), "-I", "-S"]
    command.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "compile_wheels.py"))
    command += [site_packages, part] + ["%s=%s" % wheel for wheel in wheels.items()]
    said = capture.Capture(1 << 12, 1 << 12)
    ended = process.run(
        command, job["install_variables"], os.setsid, process.kill_group, _SECONDS, said, said, watch, lifeline
    )
    if ended.reason == "cancelled":
        return
    os.makedirs(cache, exist_ok=True)
    for digest in wheels:
        # Also of a compiler that broke down half-way: what is there serves, and nobody has to try again.
        made = os.path.join(part, digest)
        os.makedirs(made, exist_ok=True)
        try:
            os.rename(made, os.path.join(cache, digest))
        except OSError:
            pass  # somebody else was faster with the same


def _link(source, target):
    """Links every file below source to its place below target. A place that is taken stays as the installer left it."""
    try:
        entries = list(os.scandir(source))
    except FileNotFoundError:
        return
    for entry in entries:
        place = os.path.join(target, entry.name)
        try:
            if not entry.is_dir(follow_symlinks=False):
                os.link(entry.path, place)
                continue
            os.mkdir(place)
        except OSError:
            pass
        if entry.is_dir(follow_symlinks=False):
            _link(entry.path, place)
