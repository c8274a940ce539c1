"""How long an import takes in an interpreter that has just started.

Each repetition is a process of its own, for a module is imported only once in one. The first is not counted: it finds the
files for whoever comes after it. What is timed is the import alone, not the start of the interpreter.

IMPORT_MODULE=json   what is imported; a package of the stack
IMPORT_REPS=10       how often it counts
"""

import json
import os
import subprocess
import sys

CHILD = "import time; start = time.perf_counter(); import %s; print(time.perf_counter() - start)"


def main():
    module = os.environ.get("IMPORT_MODULE", "json")
    reps = int(os.environ.get("IMPORT_REPS", "10"))
    if not all(part.isidentifier() for part in module.split(".")):
        sys.exit("IMPORT_MODULE must be a module's name, not %r" % module)
    if reps < 1:
        sys.exit("IMPORT_REPS must be at least 1, not %d" % reps)
    elapsed = []
    for rep in range(-1, reps):
        said = subprocess.check_output([sys.executable, "-c", CHILD % module])
        if rep >= 0:
            elapsed.append(float(said.splitlines()[-1]) * 1000)
    print("import %s: %.3f ms at best" % (module, min(elapsed)), file=sys.stderr)
    print(
        json.dumps(
            {
                "component": "python",
                "name": "PiImport",
                "@parameters": {"module": module, "reps": reps},
                "@result": {"elapsed": elapsed},
                "@units": {"elapsed": "ms"},
            }
        )
    )


main()
