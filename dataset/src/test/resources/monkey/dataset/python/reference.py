"""Answers questions about Python's packaging rules with PyPI's `packaging`, one JSON array a line: [question, arguments…]."""

import json
import sys

from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
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


def name(text):
    try:
        return canonicalize_name(text, validate=True)
    except ValueError:
        return None


for line in sys.stdin:
    question, *arguments = json.loads(line)
    print(json.dumps(globals()[question](*arguments)))
