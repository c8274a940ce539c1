"""The system calls that Python's standard library lacks (os.unshare came with 3.12, the mounts never did)."""

import ctypes
import os
import struct

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

_SYS_MOUNT_SETATTR = 442  # the same on every architecture
_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_AF_INET, _SOCK_DGRAM = 2, 2
_SIOCSIFFLAGS = 0x8914
_IFF_UP_RUNNING = 0x41

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result, what):
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, "%s: %s" % (what, os.strerror(number)))
    return result


def _path(text):
    return None if text is None else os.fsencode(text)


def unshare(flags):
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare %#x" % flags)


def mount(source, target, kind=None, flags=0, data=None):
    result = _libc.mount(_path(source), _path(target), _path(kind), ctypes.c_ulong(flags), _path(data))
    _check(result, "mount %s on %s" % (source or kind, target))


def unmount(target):
    _check(_libc.umount2(_path(target), ctypes.c_int(MNT_DETACH)), "umount %s" % target)


def bind(source, target):
    mount(source, target, None, MS_BIND | MS_REC)


def seal(tree):
    """Makes every mount below tree read-only, and deaf to set-user-id bits and device files."""
    attributes = struct.pack("=QQQQ", MS_RDONLY | MS_NOSUID | MS_NODEV, 0, 0, 0)
    result = _libc.syscall(
        ctypes.c_long(_SYS_MOUNT_SETATTR),
        ctypes.c_int(_AT_FDCWD),
        ctypes.c_char_p(_path(tree)),
        ctypes.c_uint(_AT_RECURSIVE),
        ctypes.c_char_p(attributes),
        ctypes.c_size_t(len(attributes)),
    )
    if result == -1:
        _seal_one_by_one(tree)  # kernels before 5.12


def _seal_one_by_one(tree):
    with open("/proc/self/mountinfo") as mounts:
        points = [line.split()[4].encode().decode("unicode_escape") for line in mounts]
    for point in points:
        if point == tree or point.startswith(tree + "/"):
            # A user namespace may not take flags away that the mount came with, so they are named again.
            inherited = os.statvfs(point).f_flag & (MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC | 1024 | 2048)
            flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | (inherited & MS_NOEXEC)
            flags |= inherited & (1024 | 2048)  # noatime and nodiratime have the same bits in both worlds
            mount(None, point, None, flags)


def change_root(new_root):
    os.chdir(new_root)
    _check(_libc.pivot_root(b".", b"."), "pivot_root")
    unmount(".")
    os.chdir("/")


def raise_loopback():
    """Brings lo up: a new network namespace has it down, and servers on 127.0.0.1 are part of many tests."""
    descriptor = _check(_libc.socket(_AF_INET, _SOCK_DGRAM, 0), "socket")
    try:
        request = struct.pack("16sh22x", b"lo", _IFF_UP_RUNNING)
        _check(_libc.ioctl(descriptor, ctypes.c_ulong(_SIOCSIFFLAGS), request), "raise lo")
    finally:
        os.close(descriptor)


def set_host_name(name):
    encoded = os.fsencode(name)
    _check(_libc.sethostname(encoded, ctypes.c_size_t(len(encoded))), "sethostname")


def prctl(option, value):
    _check(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), "prctl %d" % option)
