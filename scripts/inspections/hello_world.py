"""How long Python takes to start, say a word and end: the floor below every other number.

The first repetition is not counted.

HELLO_WORLD_REPS=10   how often it counts
"""

import json
import os
import subprocess
import sys
import time


def main():
    reps = int(os.environ.get("HELLO_WORLD_REPS", "10"))
    if reps < 1:
        sys.exit("HELLO_WORLD_REPS must be at least 1, not %d" % reps)
    elapsed = []
    for rep in range(-1, reps):
        start = time.perf_counter()
        said = subprocess.check_output([sys.executable, "-c", "print('Hello, World!')"])
        took = time.perf_counter() - start
        assert said.strip() == b"Hello, World!", said
        if rep >= 0:
            elapsed.append(took * 1000)
    print("hello world: %.3f ms at best" % min(elapsed), file=sys.stderr)
    print(
        json.dumps(
            {
                "component": "python",
                "name": "PiHelloWorld",
                "@parameters": {"reps": reps},
                "@result": {"elapsed": elapsed},
                "@units": {"elapsed": "ms"},
            }
        )
    )


main()
