"""What everyday Python costs: a dozen small loads, each timed by itself, and their sum.

Every round runs all loads one after the other; the first round is not counted. Needs no package.

ROUNDS=10      how many rounds count
PYBENCH_SIZE=20000   how often each load turns in a round
"""

import json
import os
import re
import sys
import time


def call(n):
    def add(a, b=1, *more, **named):
        return a + b

    total = 0
    for i in range(n):
        total = add(total, b=i)
    return total


def attributes(n):
    class Point(object):
        def __init__(self):
            self.x = 0

        def move(self, by):
            self.x += by
            return self

    point = Point()
    for i in range(n):
        point.move(i).x
    return point.x


def instances(n):
    class Pair(object):
        __slots__ = ("a", "b")

        def __init__(self, a, b):
            self.a, self.b = a, b

    return sum(Pair(i, i + 1).b for i in range(n))


def integers(n):
    total = 1
    for i in range(1, n):
        total = (total * i + 7) % 1000003
    return total


def floats(n):
    value = 0.5
    for i in range(n):
        value = value * 3.7 * (1.0 - value)
    return value


def texts(n):
    return len("".join("%d:%s" % (i, "abc"[i % 3]) for i in range(n)).upper().split(":"))


def lists(n):
    numbers = [(i * 7919) % 10007 for i in range(n)]
    numbers.sort()
    return sum(numbers[::2]) + len([x for x in numbers if x & 1])


def mappings(n):
    counts = {}
    for i in range(n):
        key = (i * 31) % 997
        counts[key] = counts.get(key, 0) + 1
    return len(counts) + max(counts.values())


def exceptions(n):
    caught = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ValueError(i)
        except ValueError:
            caught += 1
    return caught


def generators(n):
    def numbers(count):
        for i in range(count):
            yield i

    return sum(x * 2 for x in numbers(n) if x % 3)


def documents(n):
    document = {"numbers": list(range(50)), "words": ["a b c"] * 20, "nested": {"x": {"y": [1.5, None, True]}}}
    total = 0
    for _ in range(max(1, n // 200)):
        total += len(json.loads(json.dumps(document))["numbers"])
    return total


def patterns(n):
    pattern = re.compile(r"(\w+)@(\w+)\.(com|org)")
    text = "someone@example.org, nobody at all, other@example.com; " * 5
    return sum(len(pattern.findall(text)) for _ in range(max(1, n // 100)))


LOADS = (
    call,
    attributes,
    instances,
    integers,
    floats,
    texts,
    lists,
    mappings,
    exceptions,
    generators,
    documents,
    patterns,
)


def main():
    rounds = int(os.environ.get("ROUNDS", "10"))
    size = int(os.environ.get("PYBENCH_SIZE", "20000"))
    if rounds < 1 or size < 1:
        sys.exit("ROUNDS and PYBENCH_SIZE must be at least 1")
    elapsed = dict((load.__name__, []) for load in LOADS)
    totals = []
    for round_ in range(-1, rounds):
        total = 0.0
        for load in LOADS:
            start = time.perf_counter()
            load(size)
            took = (time.perf_counter() - start) * 1000
            total += took
            if round_ >= 0:
                elapsed[load.__name__].append(took)
        if round_ >= 0:
            totals.append(total)
    print("pybench: %.1f ms a round at best" % min(totals), file=sys.stderr)
    result = dict(elapsed, total=totals)
    print(
        json.dumps(
            {
                "component": "python",
                "name": "PiPyBench",
                "@parameters": {"rounds": rounds, "size": size},
                "@result": result,
                "@units": dict((name, "ms") for name in result),
            }
        )
    )


main()
