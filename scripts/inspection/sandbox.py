"""A place of its own for a script: its own root, processes, network and temporary directory, and nobody's rights.

What a machine can't do is missing from the plan that probe.py made; each step here is taken exactly when the plan has it,
and a step that is in the plan and fails is an error, never skipped.

The root is put together anew from read-only views of the system, of the interpreter (which may lie in a directory
where only its owner can go) and of the environment. The environment's files are hard links into the installer's cache,
which is why the script must not write to them.
"""

import os
import resource

import kernel

SYSTEM = (
    ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt", "/sys", "/run/systemd/resolve")
    + ("/nix", "/home/linuxbrew/.linuxbrew")  # where an interpreter's libraries lie outside of its own prefix
)
DEVICES = ("null", "zero", "full", "random", "urandom")
HOME, TEMPORARY, ENVIRONMENT, OUTPUT = "/home/amun", "/tmp", "/amun/env", "/amun/out"
_SCRATCH = "/amun/scratch"
_FLAGS = {
    "mount": kernel.CLONE_NEWNS,
    "network": kernel.CLONE_NEWNET,
    "ipc": kernel.CLONE_NEWIPC,
    "host name": kernel.CLONE_NEWUTS,
}


def leave_parent(plan):
    """In the process outside: what has to be done before the first process inside is forked."""
    flags = kernel.CLONE_NEWPID if "process" in plan["namespaces"] else 0
    if plan["user_namespace"]:
        uid, gid = os.getuid(), os.getgid()
        kernel.unshare(flags | kernel.CLONE_NEWUSER)
        # Never user 0 inside: a program that starts as another loses every capability.
        _tell("/proc/self/setgroups", "deny")
        _tell("/proc/self/uid_map", "%d %d 1" % (uid or 65534, uid))
        _tell("/proc/self/gid_map", "%d %d 1" % (gid or 65534, gid))
    elif flags:
        kernel.unshare(flags)


def _tell(path, text):
    with open(path, "w") as file:
        file.write(text)


class Sandbox:
    """Made in the first process inside, which then forks the script.

    work: directory of this inspection outside. prefixes: directories the interpreter needs. environment: directory with
    the packages, or None. output: directory that the script may write to and that stays, or None.
    """

    def __init__(self, plan, work, prefixes, environment, output=None, network=False):
        self.plan = plan
        self.own_root = "mount" in plan["namespaces"]
        wanted = [name for name in plan["namespaces"] if name in _FLAGS and not (network and name == "network")]
        flags = 0
        for name in wanted:
            flags |= _FLAGS[name]
        if flags:
            kernel.unshare(flags)
        if "network" in wanted:
            kernel.raise_loopback()
        if "host name" in wanted:
            kernel.set_host_name("inspection")
        if self.own_root:
            self.home, self.temporary, self.environment = HOME, TEMPORARY, ENVIRONMENT
            self.output = OUTPUT if output else None
            self._make_root(os.path.join(work, "root"), prefixes, environment, output)
        else:
            self.scratch, self.output = os.path.join(work, "scratch"), output
            self.home, self.temporary = os.path.join(self.scratch, "home"), os.path.join(self.scratch, "tmp")
            self.environment = environment
        if output:
            self._own(self.output, 0o755)

    def _make_root(self, root, prefixes, environment, output):
        kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        os.makedirs(root, exist_ok=True)
        kernel.mount("monkey", root, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=4m")
        self.shown = []
        for path in SYSTEM + tuple(sorted(prefixes)):
            if not any(path == other or path.startswith(other + "/") for other in self.shown):
                self.shown += self._show(path, root + path)
        if environment:
            self._show(environment, root + ENVIRONMENT)
        for point in (HOME, TEMPORARY, "/var/tmp", "/proc", "/dev/shm", _SCRATCH):
            os.makedirs(root + point, exist_ok=True)
        if output:
            os.makedirs(root + OUTPUT)
        for device in DEVICES:
            open(root + "/dev/" + device, "w").close()
        for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
            os.symlink("/proc/self/fd" + target, root + "/dev/" + name)
        kernel.seal(root)
        for device in DEVICES:
            kernel.bind("/dev/" + device, root + "/dev/" + device)
        if output:
            kernel.bind(output, root + OUTPUT)
        if "process" in self.plan["namespaces"]:
            kernel.mount("proc", root + "/proc", "proc", kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC)
        else:
            kernel.bind("/proc", root + "/proc")
        kernel.change_root(root)

    @staticmethod
    def _show(path, at):
        """Makes path visible; a link stays a link. Returns what is visible now."""
        if os.path.islink(path):
            os.makedirs(os.path.dirname(at), exist_ok=True)
            os.symlink(os.readlink(path), at)
        elif os.path.isdir(path):
            os.makedirs(at, exist_ok=True)
            kernel.bind(path, at)
            return [path]
        return []

    def open_scratch(self, size):
        """A fresh home and temporary directory, in memory and of limited size where the plan has mounts."""
        if self.own_root:
            options = "mode=755,size=%d,nr_inodes=%d" % (size, max(4096, size >> 12))
            kernel.mount("monkey", _SCRATCH, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, options)
            places = {HOME: "home", TEMPORARY: "tmp", "/var/tmp": "tmp", "/dev/shm": "shm"}
            for name in set(places.values()):
                os.mkdir(os.path.join(_SCRATCH, name))
            self._own(os.path.join(_SCRATCH, "home"), 0o755)
            self._own(os.path.join(_SCRATCH, "tmp"), 0o1777)
            self._own(os.path.join(_SCRATCH, "shm"), 0o1777)
            for point, name in places.items():
                self._keep_shown(point, os.path.join(_SCRATCH, name))
                kernel.bind(os.path.join(_SCRATCH, name), point)
        else:
            os.makedirs(self.home)
            os.makedirs(self.temporary)
            self._own(self.home, 0o755)
            self._own(self.temporary, 0o1777)

    def _keep_shown(self, point, scratch):
        """What is shown of the machine below point, a home in /tmp for one, stays visible where scratch covers point."""
        for path in self.shown:
            if path.startswith(point + "/"):
                at = scratch + path[len(point) :]
                os.makedirs(at, exist_ok=True)
                kernel.bind(path, at)

    def close_scratch(self):
        if self.own_root:
            for point in (HOME, TEMPORARY, "/var/tmp", "/dev/shm", _SCRATCH):
                kernel.unmount(point)
        else:
            import shutil

            shutil.rmtree(self.scratch, ignore_errors=True)

    def _own(self, path, mode):
        os.chmod(path, mode)
        if self.plan["user"]:
            os.chown(path, *self.plan["user"])

    def lay(self, path, content):
        """Writes a file below the script's working directory, owned by the script."""
        target = os.path.join(self.home, path)
        parent = self.home
        for part in os.path.dirname(path).split("/"):
            parent = os.path.join(parent, part)
            if not os.path.isdir(parent):
                os.mkdir(parent)
                self._own(parent, 0o755)
        with open(target, "wb") as file:
            file.write(content)
        self._own(target, 0o644)

    def variables(self):
        """All that the script sees of an environment, but for what the experiment gives it."""
        path = "/usr/local/bin:/usr/bin:/bin"
        known = {
            "HOME": self.home,
            "LANG": "C.UTF-8",
            "LOGNAME": "nobody",
            "PATH": path,
            "TMPDIR": self.temporary,
            "USER": "nobody",
        }
        if self.environment:
            known.update(PATH=self.environment + "/bin:" + path, VIRTUAL_ENV=self.environment)
        return known

    def confine(self, group, limits):
        """In the script's process, just before it becomes the script: limits first, then the rights go."""
        group.join()
        _tell("/proc/self/oom_score_adj", "1000")
        for name, value in limits.items():
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            # The soft limit of processor time sends SIGXCPU, which tells; the hard one SIGKILL, which does not.
            soft = max(1, most - 2) if name == "RLIMIT_CPU" else most
            resource.setrlimit(kind, (soft, most))
        os.setsid()
        os.umask(0o022)
        if self.plan["user"]:
            uid, gid = self.plan["user"]
            os.setgroups([])
            os.setresgid(gid, gid, gid)
            os.setresuid(uid, uid, uid)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        os.chdir(self.home)
