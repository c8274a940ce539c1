"""Multiplies square matrices with numpy.

One repetition times a batch of multiplications, so that the clock does not count; elapsed is milliseconds for one of them.
A multiplication of n x n takes n*n*(2n-1) operations, all of which are in the rate. The first repetitions, which load the
library's kernels and fill caches, are not counted.

MATMUL_DTYPE=float32 MATMUL_MATRIX_SIZE=256 MATMUL_REPS=20 MATMUL_MINI_BATCH=10
"""

import json
import os
import sys
import time

import numpy

TYPES = ("float16", "float32", "float64", "int32", "uint8")
WARM_UP = 3


def number(name, preset):
    value = int(os.environ.get(name, preset))
    if value < 1:
        sys.exit("%s must be at least 1, not %d" % (name, value))
    return value


def main():
    dtype = os.environ.get("MATMUL_DTYPE", "float32")
    if dtype not in TYPES:
        sys.exit("MATMUL_DTYPE must be one of %s, not %r" % (", ".join(TYPES), dtype))
    size = number("MATMUL_MATRIX_SIZE", "256")
    reps = number("MATMUL_REPS", "20")
    batch = number("MATMUL_MINI_BATCH", "10")
    random = numpy.random.RandomState(1)
    left = (random.uniform(0, 4, (size, size))).astype(dtype)
    right = (random.uniform(0, 4, (size, size))).astype(dtype)
    product = numpy.empty((size, size), dtype)

    elapsed = []
    for rep in range(-WARM_UP, reps):
        start = time.perf_counter()
        for _ in range(batch):
            numpy.dot(left, right, out=product)
        took = time.perf_counter() - start
        if rep >= 0:
            elapsed.append(took / batch * 1000)

    median = sorted(elapsed)[len(elapsed) // 2]
    operations = size * size * (2 * size - 1)
    print("matmul: %.4f ms in the median" % median, file=sys.stderr)
    print(
        json.dumps(
            {
                "component": "numpy",
                "name": "PiMatmul",
                "@parameters": {"dtype": dtype, "matrix_size": size, "mini_batch": batch, "reps": reps},
                "@result": {"elapsed": elapsed, "rate": operations / median / 1e6},
                "@units": {"elapsed": "ms", "rate": "GFLOPS"},
            }
        )
    )


main()
