"""One inspection: builds the environment once, runs the script in it as often as the batch asks, leaves documents.

Two processes of ours take part. The outer one builds, makes the control group and watches the lifeline (its standard
input: end-of-file means that whoever asked is gone). The inner one is the first of the sandbox's processes, runs the
items one after the other and dies with the outer one, and with it all that the script started.

Documents are written as things happen, each replaced whole, so that whoever is killed leaves what was known:
build/result, then results/N/result for each item, first saying "running", then how it ended.
"""

import binascii
import math
import os
import select
import signal
import time

import capture
import control_groups
import document
import environment
import fetch
import kernel
import machine
import measuring
import process
import sandbox

SCRIPT = "script.py"
_STDOUT = (4 << 20, 1 << 16)
_STDERR = (1 << 18, 3 << 18)
_PROCESSES = 512
_OPEN_FILES = 4096
_CLEANUP_SECONDS = 10


def run(job, watch, lifeline):
    """Returns when the inspection has ended, however it did."""
    os.umask(0o022)
    if job.get("fetch"):
        try:
            fetch.fetch(**job["fetch"])
        except (OSError, ValueError) as error:
            failed = {"exit_code": 1, "reason": "exited", "error": "", "log": "error: %s" % error, "seconds": 0}
            document.write(_directory(os.path.join(job["work"], "build")), "result", failed)
            return
    if job.get("install") is not None:
        built = environment.build(job, watch, lifeline)
        document.write(_directory(os.path.join(job["work"], "build")), "result", built)
        if built["exit_code"] != 0 or built["reason"] != "exited":
            return
    if job.get("machine") is None:
        job["machine"] = machine.describe()
    group = control_groups.Group(job["plan"]["control_groups"], "inspection", job["memory"], _PROCESSES, job["cpus"])
    try:
        _run_inside(job, group, watch, lifeline)
    finally:
        group.remove()


def _directory(path, parent=None):
    """A descriptor, which goes on to lead there when the root has changed."""
    try:
        os.mkdir(path, dir_fd=parent)
    except FileExistsError:
        pass
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY, dir_fd=parent)


def _run_inside(job, group, watch, lifeline):
    results = _directory(os.path.join(job["work"], "results"))
    own_processes = "process" in job["plan"]["namespaces"]
    sandbox.leave_parent(job["plan"])
    if not own_processes:
        process.adopt_orphans()
    inner = os.fork()
    if inner == 0:
        try:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            _run_items(job, group, results, own_processes)
            os._exit(0)
        except BaseException as error:  # whatever it is, this copy of the harness must not go on as the outer one
            os.write(2, ("%s: %s\n" % (type(error).__name__, error)).encode("utf-8", "replace"))
            os._exit(1)
    _wait(inner, job["batch_size"] * (job["seconds"] + _CLEANUP_SECONDS), watch, lifeline)
    if not own_processes:
        process.kill_descendants(None)


def _wait(inner, seconds, watch, lifeline):
    """Until the inner process ends; ends it when the lifeline does, or when it hangs."""
    deadline = time.monotonic() + seconds
    poll = select.poll()
    for descriptor in (watch.reader, lifeline):
        poll.register(descriptor, select.POLLIN)
    while all(pid != inner for pid, _, _ in process.reap()):
        if watch.terminated or time.monotonic() >= deadline:
            os.kill(inner, signal.SIGKILL)
            os.waitpid(inner, 0)
            return
        for descriptor, _ in poll.poll(max(1, int((deadline - time.monotonic()) * 1000) + 1)):
            if descriptor == watch.reader:
                watch.drain()
            else:
                watch.terminated = True


def _run_items(job, group, results, own_processes):
    watch = process.Watch()
    if not own_processes:
        process.adopt_orphans()
    kill_all = process.kill_everything if own_processes else process.kill_descendants
    place = sandbox.Sandbox(
        job["plan"], job["work"], job["prefixes"], job.get("environment"), job.get("output"), job.get("network", False)
    )
    variables = dict(place.variables(), **job["variables"])
    command = job.get("command") or [place.environment + "/bin/python", os.path.join(place.home, SCRIPT)]
    if place.output:
        command = [part.replace("{output}", place.output) for part in command]
        variables = {name: value.replace("{output}", place.output) for name, value in variables.items()}
    files = [(one["path"], binascii.a2b_base64(one["content"])) for one in job["files"]]
    scratch_size = job["memory"] // 2
    limits = _limits(job, scratch_size)
    processors = measuring.pin(job["cpus"]) if job.get("measure") else None

    def confine():
        if processors:
            os.sched_setaffinity(0, processors)
        place.confine(group, limits)

    for item in range(job["batch_size"]):
        directory = _directory(str(item), results)
        output, errors = capture.Capture(*_STDOUT), capture.Capture(*_STDERR)
        kills_before = group.oom_kills()
        conditions = None

        def write(ended):
            kills = group.oom_kills() - kills_before
            composed = document.compose(job, ended, output, errors, kills)
            if conditions:
                composed["measurement"] = conditions.document()
            document.write(directory, "result", composed)

        running = process.Ended()
        write(running)
        place.open_scratch(scratch_size)
        for path, content in files:
            place.lay(path, content)
        if processors:
            conditions = measuring.Conditions(processors)
        ended = process.run(
            command,
            variables,
            confine,
            kill_all,
            job["seconds"],
            output,
            errors,
            watch,
            # Whoever measures is left alone: a file written meanwhile would be part of what is measured.
            progress=None if conditions else lambda: write(running),
        )
        if conditions:
            conditions.end()
        write(ended)
        place.close_scratch()
        os.close(directory)
        if ended.reason in ("cancelled", "not_started"):
            return


def _limits(job, scratch_size):
    limits = {
        "RLIMIT_CPU": int(math.ceil(job["seconds"] * max(1, job["cpus"]))) + 3,
        "RLIMIT_FSIZE": scratch_size,
        "RLIMIT_NOFILE": _OPEN_FILES,
        "RLIMIT_CORE": 0,
    }
    # These two count something else (the memory of one process, a user's processes everywhere): they only stand in.
    if "memory" not in job["plan"]["control_groups"]:
        limits["RLIMIT_DATA"] = job["memory"]
    if "pids" not in job["plan"]["control_groups"]:
        limits["RLIMIT_NPROC"] = _PROCESSES
    return limits
