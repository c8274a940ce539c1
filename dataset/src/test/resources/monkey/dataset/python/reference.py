"""Answers questions about Python's packaging rules with PyPI's `packaging`, one JSON array a line: [question, arguments…]."""

import json
import re
import sys
import time
from unittest import mock

from packaging import _manylinux, _musllinux, tags
from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.metadata import parse_email
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version


def version(text):
    try:
        parsed = Version(text)
    except InvalidVersion:
        return None
    return {
        "text": str(parsed),
        "pre": parsed.is_prerelease,
        "post": parsed.is_postrelease,
        "dev": parsed.is_devrelease,
        "local": parsed.local is not None,
        "public": parsed.public,
        "base": parsed.base_version,
        "epoch": str(parsed.epoch),
        "release": [str(number) for number in parsed.release],
    }


def compare(left, right):
    left, right = Version(left), Version(right)
    return (left > right) - (left < right)


def specifiers(text):
    try:
        parsed = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    return {"texts": sorted(str(one) for one in parsed), "pre": bool(parsed.prereleases)}


def contained(text, versions):
    """For each version whether it is in range, as a string of 0 and 1; then the same with pre-releases only if named."""
    parsed = SpecifierSet(text)
    named = bool(parsed.prereleases)
    versions = [Version(one) for one in versions]
    return [
        "".join("01"[parsed.contains(one, prereleases=allowed)] for one in versions)
        for allowed in (True, named)
    ]


def timed(sets, versions):
    """Seconds of the processor that it takes to ask every set about every version."""
    sets = [SpecifierSet(text) for text in sets]
    versions = [Version(text) for text in versions]
    start = time.process_time()
    for one in sets:
        for version in versions:
            one.contains(version, prereleases=True)
    return time.process_time() - start


def requirement(text):
    try:
        parsed = Requirement(text)
    except InvalidRequirement:
        return None
    return {
        "name": canonicalize_name(parsed.name),
        "extras": sorted({canonicalize_name(extra) for extra in parsed.extras}),
        "specifiers": sorted(str(one) for one in parsed.specifier),
        "url": parsed.url,
        "marker": parsed.marker is not None,
    }


def marker(text, environments):
    """For each environment 1 or 0, or ? where there is no answer; nothing for a text that is no marker."""
    try:
        parsed = Marker(text)
    except ValueError:
        return None
    answers = ""
    for environment in environments:
        try:
            answers += "01"[parsed.evaluate(environment)]
        except (UndefinedComparison, UndefinedEnvironmentName):
            answers += "?"
    return answers


def wheel(filename):
    try:
        name, version, build, wheel_tags = parse_wheel_filename(filename)
    except InvalidWheelFilename:
        return None
    return {
        "name": name,
        "version": str(version),
        "build": "".join(str(part) for part in build),
        "tags": sorted(str(tag) for tag in wheel_tags),
    }


def sdist(filename):
    try:
        name, version = parse_sdist_filename(filename)
    except InvalidSdistFilename:
        return None
    return {"name": name, "version": str(version)}


def cpython(version, settings, platforms):
    """The tags of a CPython that was configured in some way, on these platforms."""
    with mock.patch.object(tags, "_get_config_var", lambda name, warn=False: settings.get(name)):
        own = list(tags.cpython_tags(version, None, platforms))
    interpreter = "cp{}{}".format(*version)
    return [str(tag) for tag in own + list(tags.compatible_tags(version, interpreter, platforms))]


def other(interpreter, version, abi, compatible, platforms):
    own = list(tags.generic_tags(interpreter, [abi], platforms))
    return [str(tag) for tag in own + list(tags.compatible_tags(version, compatible, platforms))]


def linux(machine, glibc, musl):
    """The platforms of a Linux with this machine and C library; the ABI of 32-bit ones is taken for the usual one."""
    musl = _musllinux._MuslVersion(*musl) if musl else None
    usual = lambda executable, machines: bool({"i686", "armv7l"} & set(machines)) or any(
        one in _manylinux._ALLOWED_ARCHS for one in machines
    )
    with mock.patch.object(tags.sysconfig, "get_platform", lambda: "linux-" + machine), mock.patch.object(
        _manylinux, "_get_glibc_version", lambda: _manylinux._GLibCVersion(*(glibc or (-1, -1)))
    ), mock.patch.object(_musllinux, "_get_musl_version", lambda executable: musl), mock.patch.object(
        _manylinux, "_have_compatible_abi", usual
    ), mock.patch.object(_manylinux, "_get_manylinux_module", lambda: None):
        return list(tags._linux_platforms(is_32bit=False))


def mac(version, machine):
    return list(tags.mac_platforms(tuple(version), machine))


def ranks(supported, filenames):
    """For each wheel the least place of its tags among the supported ones, or -1."""
    places = {}
    for place, tag in enumerate(supported):
        places.setdefault(tag, place)
    answers = []
    for filename in filenames:
        found = [places[str(tag)] for tag in parse_wheel_filename(filename)[3] if str(tag) in places]
        answers.append(min(found, default=-1))
    return answers


def metadata(text):
    raw, _ = parse_email(text.encode("utf-8"))
    fields = ("metadata_version", "name", "version", "requires_python")
    lists = ("requires_dist", "provides_extra", "dynamic")
    answer = {field: blanks(raw.get(field, "")) for field in fields}
    answer.update({field: [blanks(one) for one in raw.get(field, [])] for field in lists})
    return answer


def blanks(text):
    return re.sub(r"\s+", " ", text).strip()


def name(text):
    try:
        return canonicalize_name(text, validate=True)
    except ValueError:
        return None


for line in sys.stdin:
    question, *arguments = json.loads(line)
    print(json.dumps(globals()[question](*arguments)))
