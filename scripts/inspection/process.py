"""Runs one program to its end: output drained and capped, a deadline kept, nobody of it left behind."""

import errno
import os
import select
import signal
import time

import capture
import kernel

READ_SIZE = 1 << 16
PROGRESS_SECONDS = 5


class Ended:
    """How a program ended.

    exit_code counts as subprocess does: a negative one is a signal. reason is one of exited, signalled, timed_out,
    cancelled, not_started. usage is its struct_rusage, with all it waited for.
    """

    def __init__(self):
        self.exit_code = None
        self.reason = "running"
        self.usage = None
        self.started = time.time()
        self.ended = None
        self.error = ""


class Watch:
    """Wakes a poll() when a child ends or somebody asks for an end by SIGTERM."""

    def __init__(self):
        self.terminated = False
        self.reader, writer = os.pipe()
        for end in (self.reader, writer):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writer)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._terminate)

    def _terminate(self, *_):
        self.terminated = True

    def drain(self):
        try:
            os.read(self.reader, 4096)
        except BlockingIOError:
            pass


def spawn(prepare, argv, environment, output, errors):
    """Forks and executes; prepare() runs in the child just before. Returns (pid, pipe that says why it did not start)."""
    report_reader, report_writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(number, signal.SIG_DFL)
            nothing = os.open(os.devnull, os.O_RDONLY)
            os.dup2(nothing, 0)
            os.dup2(output, 1)
            os.dup2(errors, 2)
            prepare()
            os.execve(argv[0], argv, environment)
        except BaseException as error:  # whatever it is, this copy of the harness must not live on
            os.write(report_writer, ("%s: %s" % (argv[0], error)).encode("utf-8", "replace")[:4096])
        finally:
            os._exit(127)
    os.close(report_writer)
    return pid, report_reader


def run(argv, environment, prepare, kill_all, seconds, output, errors, watch, lifeline=None, progress=None):
    """Runs argv until it ends, seconds have passed, lifeline reads end-of-file or SIGTERM comes.

    output and errors are Captures; they may be one and the same. kill_all() has to end every process that came of it.
    """
    ended = Ended()
    deadline = time.monotonic() + seconds
    next_progress = time.monotonic() + PROGRESS_SECONDS
    out_reader, out_writer = os.pipe()
    if errors is output:
        streams, writers = {out_reader: output}, (out_writer, out_writer)
    else:
        err_reader, err_writer = os.pipe()
        streams, writers = {out_reader: output, err_reader: errors}, (out_writer, err_writer)
    pid, report = spawn(prepare, argv, environment, *writers)
    for writer in set(writers):
        os.close(writer)
    poll = select.poll()
    for descriptor in [watch.reader] + list(streams):
        poll.register(descriptor, select.POLLIN)
    if lifeline is not None:
        poll.register(lifeline, select.POLLIN)
    while streams or ended.usage is None:
        now = time.monotonic()
        if now >= deadline:
            if ended.reason == "running":
                ended.reason = "timed_out"
            elif ended.usage is not None:
                break  # a pipe that stays open though all of its holders were killed: not ours to wait for
            kill_all(pid)
            deadline = now + 2
        if progress is not None and now >= next_progress:
            progress()
            next_progress = now + PROGRESS_SECONDS
        wait = min(deadline, next_progress) - now
        for descriptor, _ in poll.poll(max(1, int(wait * 1000) + 1)):
            if descriptor in streams:
                data = os.read(descriptor, READ_SIZE)
                if data:
                    streams[descriptor].add(data)
                else:
                    poll.unregister(descriptor)
                    os.close(descriptor)
                    del streams[descriptor]
            elif descriptor == watch.reader:
                watch.drain()
            else:
                watch.terminated = True
                poll.unregister(descriptor)
        if watch.terminated and ended.reason == "running":
            ended.reason = "cancelled"
            kill_all(pid)
        for gone, status, usage in reap():
            if gone == pid:
                ended.ended, ended.usage, ended.exit_code = time.time(), usage, exit_code(status)
                if ended.reason == "running":
                    ended.reason = "signalled" if ended.exit_code < 0 else "exited"
                kill_all(None)
                deadline = time.monotonic() + 2
    for descriptor in streams:
        os.close(descriptor)
    ended.error = os.read(report, 4096).decode("utf-8", "replace")
    os.close(report)
    if ended.error:
        ended.reason = "not_started"
    return ended


def reap():
    while True:
        try:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, status, usage


def exit_code(status):
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def kill_everything(_pid):
    """For the first process of a pid namespace: all others of it, at once."""
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass


def kill_group(pid):
    """For a program of our own choice, which leads a process group of its own."""
    if pid is not None:
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def kill_descendants(_pid):
    """Where there is no pid namespace: all that came of this process. Orphans come to it, for it is their subreaper."""
    for _ in range(100):
        mine = descendants(os.getpid())
        if not mine:
            return
        for pid in mine:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        # What was killed counts until it is reaped; the program itself is reaped by run(), with its usage.
        if all(_is_zombie(pid) for pid in mine):
            return
        time.sleep(0.005)


def descendants(root):
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = _stat(int(name))
            if fields:
                children.setdefault(int(fields[1]), []).append(int(name))
    found, waiting = [], [root]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            found.append(child)
            waiting.append(child)
    return found


def _is_zombie(pid):
    fields = _stat(pid)
    return not fields or fields[0] == "Z"


def _stat(pid):
    """State and what follows it in /proc/PID/stat; None for a process that is gone."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as stat:
            return stat.read().decode("ascii", "replace").rpartition(")")[2].split()
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ESRCH):
            raise
        return None


def adopt_orphans():
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)


def text_of(one_capture):
    return capture.readable(one_capture.bytes())
