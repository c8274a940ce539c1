"""Amun's result document: one JSON object for one run of the script.

Its fields are those of Amun. Ours are "termination" (how the run ended, for an exit code alone does not tell a deadline
from a crash), "capture" (how much of the output was kept) and, of an item that is measured, "measurement" (see
measuring.py).
"""

import json
import os
import re
import time

import capture

_USAGE = (
    "ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock ru_oublock "
    "ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw"
).split()
_MAX_DEPTH = 64
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def compose(job, ended, output, errors, oom_kills):
    machine = job["machine"]
    cpu = machine["hwinfo"].get("cpu_info", {})
    release = machine.get("os_release") or {}
    return {
        "hwinfo": machine["hwinfo"],
        "stdout": parse_output(output),
        "stderr": capture.readable(errors.bytes()),
        "exit_code": ended.exit_code,
        "script_sha256": job["script_sha256"],
        "start_datetime": moment(ended.started),
        "end_datetime": moment(ended.ended),
        "os_release": machine.get("os_release"),
        "hostname": machine.get("hostname"),
        "runtime_environment": {
            "cuda_version": None,
            "hardware": {"cpu_family": cpu.get("family"), "cpu_model": cpu.get("model")},
            "operating_system": {"name": release.get("id"), "version": release.get("version_id")},
            "python_version": ".".join(job["python_version"].split(".")[:2]),
        },
        "usage": {name: getattr(ended.usage, name) for name in _USAGE} if ended.usage else None,
        "termination": {"reason": ended.reason, "oom_kills": oom_kills, "error": ended.error},
        "capture": {
            "stdout": {"bytes": output.total, "cut": output.cut},
            "stderr": {"bytes": errors.total, "cut": errors.cut},
        },
    }


def moment(seconds):
    """Amun's notation of a UTC time, 2026-06-01T12:00:00.000001; None stays None."""
    if seconds is None:
        return None
    microseconds = int(seconds * 1000000)
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(microseconds // 1000000))
    return "%s.%06d" % (whole, microseconds % 1000000)


def parse_output(output):
    """Parsed JSON, {} when empty, else the text as it is. What a stricter reader would refuse stays text."""
    if output.total == 0:
        return {}
    data = output.bytes()
    text = capture.readable(data)
    if output.cut:
        return text
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse)
        _require_plain(value, 0)
        return value
    except (ValueError, RecursionError):
        return text


def _refuse(constant):
    raise ValueError(constant + " is not JSON")


def _require_plain(value, depth):
    if depth > _MAX_DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        if "\0" in value or _LONE_SURROGATE.search(value):
            raise ValueError("characters that no database keeps")
    elif isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            raise ValueError("a number beyond every range")
    elif isinstance(value, int):
        if value.bit_length() > 1024:
            raise ValueError("a number beyond every range")
    elif isinstance(value, list):
        for member in value:
            _require_plain(member, depth + 1)
    elif isinstance(value, dict):
        for key, member in value.items():
            _require_plain(key, depth + 1)
            _require_plain(member, depth + 1)


def write(directory, name, value):
    """Replaces name in the directory (a descriptor) at once: a reader sees the old one or the new one, whole."""
    data = json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8", "replace")
    part = name + ".part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644, dir_fd=directory)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    finally:
        os.close(descriptor)
    os.rename(part, name, src_dir_fd=directory, dst_dir_fd=directory)
