"""Memory, process and processor limits by control groups, version 1 or 2, whichever this machine mounts."""

import errno
import os
import time

CONTROLLERS = ("memory", "pids", "cpu")
_PREFIX = "monkey-"
_PERIOD = 100000  # microseconds over which the processor's share is counted


def find(mounts="/proc/self/mountinfo", own="/proc/self/cgroup"):
    """Where groups can be made: {controller: {"version": 1 or 2, "base": directory}} and {controller: why not}."""
    version1, version2 = _mounted(mounts)
    mine = _memberships(own)
    found, lacking = {}, {}
    for controller in CONTROLLERS:
        reasons = []
        for version, base in _candidates(controller, version1, version2, mine):
            reason = _try(controller, version, base)
            if reason is None:
                found[controller] = {"version": version, "base": base}
                break
            reasons.append("%s: %s" % (base, reason))
        else:
            lacking[controller] = "; ".join(reasons) or "no %s controller is mounted" % controller
    return found, lacking


def _mounted(mountinfo):
    version1, version2 = {}, None
    with open(mountinfo) as lines:
        for line in lines:
            before, _, after = line.partition(" - ")
            kind, _, options = after.split(None, 2)
            point = before.split()[4]
            if kind == "cgroup":
                version1.update((option, point) for option in options.strip().split(",") if option in CONTROLLERS)
            elif kind == "cgroup2":
                version2 = point
    return version1, version2


def _memberships(path):
    """{controller: path of this process's group}; version 2 under the empty name."""
    groups = {}
    with open(path) as lines:
        for line in lines:
            _, controllers, group = line.rstrip("\n").split(":", 2)
            groups.update((controller, group) for controller in controllers.split(","))
    return groups


def _candidates(controller, version1, version2, mine):
    if controller in version1:
        point = version1[controller]
        # In a container the path that /proc tells may lie above what is mounted.
        for base in (point + mine.get(controller, "/").rstrip("/"), point):
            if os.path.isdir(base):
                yield 1, base
    elif version2:
        group = version2 + mine.get("", "/").rstrip("/")
        yield 2, group
        if group != version2:
            yield 2, os.path.dirname(group)  # a group with processes of its own may have no children with limits


def _try(controller, version, base):
    """None when a group with this controller's limit can be made below base, else why not."""
    try:
        if version == 2:
            _enable(controller, base)
        group = Group({controller: {"version": version, "base": base}}, "probe", 1 << 30, 64, 1)
        group.remove()
        return None
    except OSError as error:
        return error.strerror or str(error)


def _enable(controller, base):
    with open(os.path.join(base, "cgroup.subtree_control")) as enabled:
        if controller in enabled.read().split():
            return
    _write(base, "cgroup.subtree_control", "+" + controller)


def _write(directory, name, value):
    with open(os.path.join(directory, name), "w") as file:
        file.write(str(value))


class Group:
    """One group in each hierarchy, with its limits set; remove() once its processes are gone."""

    def __init__(self, found, name, memory, processes, cpus):
        self.directories = []
        self._events = None
        label = "%s%d-%s" % (_PREFIX, os.getpid(), name)
        try:
            for controller, place in found.items():
                directory = os.path.join(place["base"], label)
                if directory not in self.directories:
                    os.makedirs(directory, exist_ok=True)
                    self.directories.append(directory)
                limit = getattr(self, "_limit_" + controller)
                limit(directory, place["version"], {"memory": memory, "pids": processes, "cpu": cpus}[controller])
            self.members = [os.open(os.path.join(one, "cgroup.procs"), os.O_WRONLY) for one in self.directories]
        except OSError:
            self.members = []
            self.remove()
            raise

    def _limit_memory(self, directory, version, size):
        if version == 1:
            _write(directory, "memory.limit_in_bytes", size)
            swap, events = "memory.memsw.limit_in_bytes", "memory.oom_control"
        else:
            _write(directory, "memory.max", size)
            swap, events = "memory.swap.max", "memory.events"
        if os.path.exists(os.path.join(directory, swap)):
            _write(directory, swap, size if version == 1 else 0)
        self._events = os.open(os.path.join(directory, events), os.O_RDONLY)

    def _limit_pids(self, directory, _version, count):
        _write(directory, "pids.max", count)

    def _limit_cpu(self, directory, version, cpus):
        quota = max(1000, int(cpus * _PERIOD))
        if version == 1:
            _write(directory, "cpu.cfs_period_us", _PERIOD)
            _write(directory, "cpu.cfs_quota_us", quota)
        else:
            _write(directory, "cpu.max", "%d %d" % (quota, _PERIOD))

    def join(self):
        """Puts the calling process in. The descriptors were opened before, so no path and no right is needed now."""
        for member in self.members:
            os.write(member, b"0")

    def oom_kills(self):
        """How many processes the kernel has killed here for want of memory."""
        if self._events is None:
            return 0
        for line in os.pread(self._events, 4096, 0).decode("ascii").splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
        return 0

    def remove(self):
        for descriptor in self.members + ([self._events] if self._events is not None else []):
            os.close(descriptor)
        self.members, self._events = [], None
        for directory in self.directories:
            _remove(directory)
        self.directories = []


def _remove(directory):
    for _ in range(100):
        try:
            return os.rmdir(directory)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno != errno.EBUSY:
                raise
            time.sleep(0.01)  # what was killed is still on its way out
    return None


def remove_leftovers(found):
    """Groups whose maker is dead: it was killed before it could remove them."""
    for base in {place["base"] for place in found.values()}:
        for name in os.listdir(base):
            maker = name[len(_PREFIX) :].partition("-")[0]
            if name.startswith(_PREFIX) and maker.isdigit() and not os.path.exists("/proc/" + maker):
                _remove(os.path.join(base, name))
