"""What a run has to say of the machine it ran on: Amun's hwinfo, os-release and host name. Gathered once, not per run."""

import os
import struct
import sys


def describe():
    return {"hwinfo": hardware(), "os_release": os_release(), "hostname": os.uname().nodename}


def hardware():
    import platform  # of use only to those who are not told what machine this is

    first, count = _cpuinfo()
    flags = sorted(first.get("flags", first.get("features", "")).split())
    hertz = _hertz(first.get("cpu mhz"))
    bits = 8 * struct.calcsize("P")
    vendor = first.get("vendor_id", "")
    kinds = {
        "is_64bit": bits == 64,
        "is_AMD": vendor == "AuthenticAMD",
        "is_Intel": vendor == "GenuineIntel",
    }
    kinds.update(("has_" + flag, True) for flag in flags if flag.startswith(("sse", "avx", "mmx", "ssse", "fma", "neon")))
    name = platform.uname()
    return {
        "cpu_info": {
            "arch": name.machine.upper(),
            "arch_string_raw": name.machine,
            "bits": bits,
            "brand_raw": first.get("model name", ""),
            "count": count,
            "family": _number(first.get("cpu family")),
            "model": _number(first.get("model")),
            "stepping": _number(first.get("stepping")),
            "vendor_id_raw": vendor,
            "hz_actual_friendly": "%.4f GHz" % (hertz / 1e9) if hertz else None,
        },
        "cpu_features": {
            "flags": flags,
            "hz_actual": [hertz, 0] if hertz else None,
            "l1_data_cache_size": _cache("1", "Data"),
            "l1_instruction_cache_size": _cache("1", "Instruction"),
            "l2_cache_size": _cache("2", "Unified"),
            "l3_cache_size": _cache("3", "Unified"),
        },
        "cpu_type": dict(kinds, ncpus=count, nbits=bits),
        "platform": {
            "architecture": "%dbit" % bits,
            "machine": name.machine,
            "node": name.node,
            "platform": "%s-%s-%s" % (name.system, name.release, name.machine),
            "processor": name.processor,
            "release": name.release,
            "version": name.version,
        },
    }


def _cpuinfo():
    """Lower-cased fields of the first processor, and how many processors there are."""
    first, count = {}, 0
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                key, colon, value = line.partition(":")
                if colon:
                    key = key.strip().lower()
                    count += key == "processor"
                    first.setdefault(key, value.strip())
    except OSError:
        pass
    return first, count or os.cpu_count()


def _number(text):
    return int(text) if text and text.isdigit() else None


def _hertz(megahertz):
    return int(float(megahertz) * 1e6) if megahertz else None


def _cache(level, kind):
    """Bytes of the first processor's cache, or None where the system does not tell."""
    caches = "/sys/devices/system/cpu/cpu0/cache"
    try:
        for index in sorted(os.listdir(caches)):
            if index.startswith("index"):
                if (_line(caches, index, "level"), _line(caches, index, "type")) == (level, kind):
                    size = _line(caches, index, "size")
                    return int(size.rstrip("K")) * (1024 if size.endswith("K") else 1)
    except (OSError, ValueError):
        pass
    return None


def _line(*path):
    with open(os.path.join(*path)) as file:
        return file.read().strip()


def os_release():
    """Fields of os-release with lower-cased names, or None where there is none."""
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path, encoding="utf-8", errors="replace") as lines:
                pairs = (line.strip().partition("=") for line in lines)
                return {key.lower(): value.strip("\"'") for key, mark, value in pairs if mark and not key.startswith("#")}
        except OSError:
            continue
    return None


def python_version():
    return sys.version.split()[0].rstrip("+")
