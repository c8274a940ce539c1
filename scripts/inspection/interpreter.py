"""Prints what decides which packages an interpreter can install: its marker values (PEP 508), what its wheel tags follow
from (PEP 425, 600, 656), and which system it runs on. One JSON object on standard output.

Run it with the interpreter in question (3.6 to 3.14), best with -I, so that no setting of a user changes the answer.
Standard library only.
"""

import json
import os
import platform
import re
import struct
import subprocess
import sys
import sysconfig

PT_INTERP = 3
BITS = 8 * struct.calcsize("P")


def describe():
    libc, libc_version = c_library()
    system, system_version = operating_system()
    return {
        "format": 1,
        "executable": sys.executable,
        "prefix": sys.prefix,
        "markers": markers(),
        "abi_flags": abi_flags(),
        "abi": extension_abi(),
        "platform": sysconfig.get_platform(),
        "bits": BITS,
        "libc": libc,
        "libc_version": libc_version,
        "system": system,
        "system_version": system_version,
    }


def markers():
    return {
        "implementation_name": sys.implementation.name,
        "implementation_version": implementation_version(),
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_release": platform.release(),
        "platform_system": platform.system(),
        "platform_version": platform.version(),
        "python_full_version": platform.python_version(),
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "sys_platform": sys.platform,
    }


def implementation_version():
    version = sys.implementation.version
    text = "{}.{}.{}".format(version.major, version.minor, version.micro)
    return text if version.releaselevel == "final" else text + version.releaselevel[0] + str(version.serial)


def abi_flags():
    """Windows has no sys.abiflags before 3.14; there the build's settings tell."""
    if hasattr(sys, "abiflags"):
        return sys.abiflags
    free_threaded = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    debug = "d" if hasattr(sys, "gettotalrefcount") else ""
    return free_threaded + debug + ("m" if sys.version_info < (3, 8) else "")


def extension_abi():
    """The ABI in the name of extension modules, as pypy310_pp73 of .pypy310-pp73-x86_64-linux-gnu.so; CPython's is known
    from its version and flags."""
    parts = (sysconfig.get_config_var("EXT_SUFFIX") or "").split(".")
    if sys.implementation.name == "cpython" or len(parts) < 3:
        return None
    abi = parts[1]
    lengths = {"pypy": 2, "graalpy": 3}
    for prefix, length in lengths.items():
        if abi.startswith(prefix):
            abi = "-".join(abi.split("-")[:length])
    return re.sub("[-. ]", "_", abi)


def c_library():
    """Name and version of Linux's C library as this interpreter has it; nothing elsewhere."""
    if platform.system() != "Linux":
        return None, None
    glibc = glibc_by_configuration() or glibc_by_symbol()
    if glibc:
        return "glibc", glibc
    musl = musl_by_loader()
    return ("musl", musl) if musl else (None, None)


def glibc_by_configuration():
    try:
        name, version = os.confstr("CS_GNU_LIBC_VERSION").rsplit(None, 1)
    except (AttributeError, OSError, ValueError):
        return None
    return version if name == "glibc" else None


def glibc_by_symbol():
    try:
        import ctypes

        function = ctypes.CDLL(None).gnu_get_libc_version
    except (ImportError, OSError, AttributeError):
        return None
    function.restype = ctypes.c_char_p
    return function().decode("ascii")


def musl_by_loader():
    """musl does not tell its version but to who runs its loader, whose path stands in the interpreter's own file."""
    try:
        loader = elf_loader(sys.executable)
    except (OSError, ValueError, struct.error):
        return None
    if "musl" not in loader:
        return None
    told = subprocess.run([loader], stdout=subprocess.PIPE, stderr=subprocess.PIPE).stderr.decode("utf-8", "replace")
    version = re.search(r"^Version (\d+\.\d+)", told, re.MULTILINE)
    return version.group(1) if version else None


def elf_loader(path):
    """The program interpreter (PT_INTERP) that an ELF file names, or an empty text."""
    with open(path, "rb") as file:
        identification = file.read(16)
        if identification[:4] != b"\x7fELF":
            raise ValueError("not an ELF file")
        order = "<" if identification[5] == 1 else ">"
        wide = identification[4] == 2
        header = unpack(file, order + ("HHIQQQIHHH" if wide else "HHIIIIIHHH"))
        table, entry_size, entries = header[4], header[8], header[9]
        for index in range(entries):
            file.seek(table + index * entry_size)
            entry = unpack(file, order + ("IIQQQQQQ" if wide else "IIIIIIII"))
            kind, offset, size = entry[0], entry[2 if wide else 1], entry[5 if wide else 4]
            if kind == PT_INTERP:
                file.seek(offset)
                return file.read(size).rstrip(b"\0").decode("utf-8", "replace")
    return ""


def unpack(file, layout):
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def operating_system():
    system = platform.system()
    if system == "Darwin":
        return "macos", mac_version()
    if system == "Windows":
        return "windows", platform.version()
    release = os_release()
    return release.get("ID", system.lower()), release.get("VERSION_ID", "")


def mac_version():
    version = platform.mac_ver()[0]
    if version.startswith("10.16"):
        # An interpreter built against an old SDK is told this number by any later system, unless it asks this way.
        command = [sys.executable, "-IS", "-c", "import platform; print(platform.mac_ver()[0])"]
        version = subprocess.check_output(command, env={"SYSTEM_VERSION_COMPAT": "0"}).decode("ascii").strip()
    return version


def os_release():
    values = {}
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
        except OSError:
            continue
        for line in lines:
            name, equals, value = line.partition("=")
            if equals and not name.startswith("#"):
                values[name.strip()] = value.strip().strip("\"'")
        break
    return values


if __name__ == "__main__":
    print(json.dumps(describe(), sort_keys=True))
