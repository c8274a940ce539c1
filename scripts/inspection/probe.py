"""Finds out once what this machine lets a sandbox be made of, by making one.

The plan says what is used from then on; a layer that is in it and fails later is an error of that inspection. Each layer
that can't be had is named with the reason and what follows from it.
"""

import json
import os
import shutil
import sys
import tempfile

import control_groups
import inspection
import kernel
import machine
import process
import sandbox

_NAMESPACES = {
    "mount": kernel.CLONE_NEWNS,
    "process": kernel.CLONE_NEWPID,
    "network": kernel.CLONE_NEWNET,
    "ipc": kernel.CLONE_NEWIPC,
    "host name": kernel.CLONE_NEWUTS,
}
_NOBODY = [65534, 65534]
_TRIAL = "import os; open('trial', 'w').close(); print('{\"user\": %d}' % os.getuid())"


def probe(work, prefixes, lifeline):
    """Runs in the directory work, which it leaves as it was."""
    groups, group_reasons = control_groups.find()
    control_groups.remove_leftovers(groups)
    plan, reasons = _namespaces()
    plan["control_groups"] = groups
    while True:
        failure = _trial(plan, work, prefixes, lifeline)
        if failure is None:
            break
        # Give up the least that may help: the root first, for the rest stands without it.
        for layer in ("mount", "process", "network", "ipc", "host name"):
            if layer in plan["namespaces"]:
                plan["namespaces"].remove(layer)
                reasons[layer] = failure
                break
        else:
            if plan["user"] is None:
                raise OSError("nothing can be run here at all: " + failure)
            plan["user"] = None
            reasons["user"] = failure
    return {"plan": plan, "layers": _layers(plan, reasons, group_reasons), "machine": machine.describe()}


def _attempt(action):
    """None when action succeeds in a process of its own, else why not."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            action()
        except BaseException as error:
            os.write(writer, str(error).encode("utf-8", "replace")[:1000])
        finally:
            os._exit(0)
    os.close(writer)
    reason = os.read(reader, 1000).decode("utf-8", "replace")
    os.close(reader)
    os.waitpid(pid, 0)
    return reason or None


def _namespaces():
    plan = {"namespaces": [], "user_namespace": False, "user": _NOBODY if os.geteuid() == 0 else None}
    reasons = {}
    direct = _attempt(lambda: kernel.unshare(kernel.CLONE_NEWNS))
    if direct is not None:
        only_user = dict(plan, user_namespace=True)
        mapped = _attempt(lambda: sandbox.leave_parent(only_user))
        if mapped is None:
            plan.update(user_namespace=True, user=None)
        else:
            reasons["user namespace"] = mapped
    for name, flag in _NAMESPACES.items():

        def try_one():
            if plan["user_namespace"]:
                sandbox.leave_parent(dict(plan, namespaces=[]))
            kernel.unshare(flag)

        reason = _attempt(try_one)
        if reason is None:
            plan["namespaces"].append(name)
        else:
            reasons[name] = reason
    return plan, reasons


def _trial(plan, work, prefixes, lifeline):
    """Runs a whole inspection of a script that does nothing; None when it ended as it should, else why not."""
    directory = tempfile.mkdtemp(prefix="probe-", dir=work)
    os.chmod(directory, 0o755)
    job = {
        "work": directory,
        "plan": plan,
        "prefixes": prefixes,
        "machine": {"hwinfo": {}},
        "script_sha256": None,
        "python_version": machine.python_version(),
        "command": [os.path.realpath(sys.executable), "-I", "-S", "-c", _TRIAL],
        "files": [],
        "variables": {},
        "batch_size": 1,
        "seconds": 20,
        "memory": 1 << 30,
        "cpus": 1,
    }

    def run():
        # The reason of the inner process goes to standard error, which is where it is read from here.
        with open(os.path.join(directory, "errors"), "wb") as errors:
            os.dup2(errors.fileno(), 2)
        inspection.run(job, process.Watch(), lifeline)

    try:
        reason = _attempt(run)
        if reason is None:
            reason = _verdict(directory, plan)
        return reason
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _verdict(directory, plan):
    with open(os.path.join(directory, "errors"), encoding="utf-8", errors="replace") as errors:
        said = errors.read().strip()
    try:
        with open(os.path.join(directory, "results", "0", "result")) as result:
            found = json.load(result)
    except FileNotFoundError:
        return said or "the trial left no result"
    ended = found["termination"]
    if found["exit_code"] != 0:
        return said or ended["error"] or found["stderr"].strip() or ended["reason"]
    if plan["user"] and found["stdout"] != {"user": plan["user"][0]}:
        return "the trial did not run as user %d" % plan["user"][0]
    return None


def _layers(plan, reasons, group_reasons):
    layers = []

    def layer(name, enforced, how, lack):
        layers.append({"name": name, "enforced": bool(enforced), "detail": how if enforced else lack})

    def namespace(name, key, how, cost):
        layer(name, key in plan["namespaces"], how, "%s; %s" % (reasons.get(key, "not possible"), cost))

    def group(name, key, how, lack):
        found = plan["control_groups"].get(key)
        version = " (control group, version %d)" % found["version"] if found else ""
        layer(name, found, how + version, "%s; %s" % (group_reasons.get(key), lack))

    namespace("network", "network", "none but a loopback of its own", "the script can reach the network")
    namespace(
        "file system",
        "mount",
        "a read-only root of its own: system, interpreter and environment, nothing else",
        "the script sees this machine's files, and what its user may read and write of them",
    )
    namespace(
        "temporary directory",
        "mount",
        "private, in memory, at most half the memory limit, gone with the item",
        "private and deleted, but on disk and of any size",
    )
    namespace(
        "processes",
        "process",
        "a process view of its own; all of it ends with the item",
        "what the script starts is looked for and killed, which a fork bomb may escape for a while",
    )
    layer(
        "unprivileged user",
        plan["user"] or plan["user_namespace"] or os.geteuid() != 0,
        "runs as %s, and can gain no rights"
        % ("user %d" % plan["user"][0] if plan["user"] else "the user who runs this, without capabilities"),
        "%s; the script runs as root" % reasons.get("user", reasons.get("user namespace", "not possible")),
    )
    group("memory limit", "memory", "counted for all processes together", "only the memory of each single process is limited")
    group("process limit", "pids", "counted for the inspection", "only the user's processes in all are limited")
    group("processor share", "cpu", "a quota of processor time", "the script may use every processor")
    for name in ("processor time", "file size", "open files"):
        layer(name, True, "resource limit of each process", "")
    layer("environment variables", True, "only those of the experiment and a few fixed ones", "")
    return layers
