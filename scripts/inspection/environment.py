"""Builds the environment of a stack: a virtual environment made by hand (making one is two links and a file, and
starting a program for that costs more than it does), filled by the installer."""

import os
import time

import bytecode
import capture
import process

_LOG_HEAD, _LOG_TAIL = 1 << 16, 1 << 18


def build(job, watch, lifeline):
    """Tries the installer's commands in order until one succeeds; returns the build's document. Without any command the
    environment stays empty."""
    started = time.time()
    log, ended = None, None
    make(job["environment"], job["python"], job["python_version"])
    for command in job["install"]:
        if ended is not None:  # of a failed attempt nothing may stay
            make(job["environment"], job["python"], job["python_version"])
        log = capture.Capture(_LOG_HEAD, _LOG_TAIL)
        left = started + job["build_seconds"] - time.time()
        ended = process.run(
            command, job["install_variables"], os.setsid, process.kill_group, max(0.001, left), log, log, watch, lifeline
        )
        if ended.exit_code == 0 or ended.reason != "exited":
            break
    if job.get("bytecode") and ended is not None and ended.exit_code == 0:
        bytecode.provide(job, watch, lifeline)
    return {
        "exit_code": ended.exit_code if ended else 0,
        "reason": ended.reason if ended else "exited",
        "error": ended.error if ended else "",
        "log": process.text_of(log) if log else "",
        "seconds": time.time() - started,
    }


def make(directory, python, version):
    """The same that `python -m venv --without-pip` makes, less the activation scripts.

    It is relocatable, for the script will see it at another place: the installer then writes programs that find their
    interpreter beside themselves.
    """
    if os.path.exists(directory):
        import shutil  # costs as much to load as all the rest does to run, and is seldom needed

        shutil.rmtree(directory)
    minor = ".".join(version.split(".")[:2])
    os.makedirs(os.path.join(directory, "bin"))
    os.makedirs(os.path.join(directory, "lib", "python" + minor, "site-packages"))
    os.symlink("lib", os.path.join(directory, "lib64"))
    os.symlink(python, os.path.join(directory, "bin", "python"))
    for name in ("python3", "python" + minor):
        os.symlink("python", os.path.join(directory, "bin", name))
    with open(os.path.join(directory, "pyvenv.cfg"), "w") as configuration:
        configuration.write(
            "home = %s\nimplementation = CPython\nversion_info = %s\n"
            "include-system-site-packages = false\nrelocatable = true\n" % (os.path.dirname(python), version)
        )
