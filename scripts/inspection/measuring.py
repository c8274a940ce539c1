"""What an item that is measured needs besides: processors to itself, and a note of what the machine did meanwhile.

The script is pinned to the last processors this process may use, as many as its limit says; the harness keeps to the
others where there are any. Nothing here can make a machine quiet: load and steal are written down instead, so that
whoever reads the numbers can see what they are worth.
"""

import math
import os
import time

_CPU = "/sys/devices/system/cpu"


def pin(cpus):
    """Moves this process off the processors that the script is to have; returns those, sorted."""
    usable = sorted(os.sched_getaffinity(0))
    mine = usable[-max(1, min(len(usable), int(math.ceil(cpus)))) :]
    others = set(usable) - set(mine)
    if others:
        os.sched_setaffinity(0, others)
    return mine


class Conditions:
    """Made just before the item starts; end() just after it has ended."""

    def __init__(self, processors):
        self.processors = processors
        self.load = _load()
        self.ticks = _ticks(processors)
        self.started = time.perf_counter()
        self.seconds = None
        self.steal = None

    def end(self):
        self.seconds = time.perf_counter() - self.started
        before, after = self.ticks, _ticks(self.processors)
        if before and after and after[0] > before[0]:
            self.steal = (after[1] - before[1]) / float(after[0] - before[0])

    def document(self):
        return {
            "processors": self.processors,
            "governor": _line(_CPU, "cpu%d" % self.processors[0], "cpufreq", "scaling_governor"),
            "frequency_khz": _number(_line(_CPU, "cpu%d" % self.processors[0], "cpufreq", "scaling_cur_freq")),
            "simultaneous_threads": _line(_CPU, "smt", "active"),
            "load": self.load,
            "steal": self.steal,
            "wall_seconds": self.seconds,
        }


def _load():
    try:
        return os.getloadavg()[0]
    except OSError:
        return None


def _ticks(processors):
    """(all, stolen) clock ticks of these processors since the machine started; None where the system does not tell."""
    names = {"cpu%d" % processor for processor in processors}
    total = stolen = 0
    try:
        with open("/proc/stat") as lines:
            for line in lines:
                fields = line.split()
                if fields[0] in names:
                    # user nice system idle iowait irq softirq steal; guest time is in user time already
                    counts = [int(field) for field in fields[1:9]]
                    total += sum(counts)
                    stolen += counts[7] if len(counts) > 7 else 0
    except (OSError, ValueError):
        return None
    return total, stolen


def _line(*path):
    try:
        with open(os.path.join(*path)) as file:
            return file.read().strip()
    except OSError:
        return None


def _number(text):
    return int(text) if text and text.isdigit() else None
