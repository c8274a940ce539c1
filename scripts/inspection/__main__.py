"""Usage: python -I -S scripts/inspection run|probe, with one line of JSON on standard input, which then stays open;
or scripts/inspection pod JOB WORK ITEM|all, in a workflow's pod.

Standard library only, Python 3.6 or later. End-of-file on standard input ends what runs and cleans up after it.
"""

import json
import os
import sys


def main():
    if sys.argv[1:2] == ["pod"] and len(sys.argv) == 5:
        import pod

        sys.exit(pod.main(*sys.argv[2:]))
    import inspection
    import process

    # A Ctrl-C meant for whoever asked must not reach us: they decide what it means and say so through the lifeline.
    if os.getpid() != os.getpgrp():
        os.setsid()
    line = b""
    while not line.endswith(b"\n"):
        block = os.read(0, 1 << 16)
        if not block:
            sys.exit("one line of JSON was expected on standard input")
        line += block
    job = json.loads(line.decode("utf-8"))
    if sys.argv[1:] == ["run"]:
        inspection.run(job, process.Watch(), 0)
    elif sys.argv[1:] == ["probe"]:
        import probe

        print(json.dumps(probe.probe(job["work"], job["prefixes"], 0)))
    else:
        sys.exit(__doc__)


main()
