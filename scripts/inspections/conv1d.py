"""Convolves a batch of signals (batch, width, channels) with numpy: windows as a view, then one product of tensors.

One repetition times a batch of convolutions; elapsed is milliseconds for one of them. The first repetitions are not
counted. No padding.

TENSOR_DTYPE=float32 BATCH=4 TENSOR_INPUT_WIDTH=1610 TENSOR_INPUT_CHANNELS=5 FILTER_INPUT_WIDTH=5
FILTER_OUTPUT_CHANNELS=32 FILTER_STRIDE=2 CONV_REPS=20 CONV_MINI_BATCH=10
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


def convolve(signal, weights, stride):
    """signal: (batch, width, channels in); weights: (filter width, channels in, channels out)."""
    batch, width, channels = signal.shape
    steps = (width - weights.shape[0]) // stride + 1
    by_batch, by_width, by_channel = signal.strides
    windows = numpy.lib.stride_tricks.as_strided(
        signal,
        (batch, steps, weights.shape[0], channels),
        (by_batch, by_width * stride, by_width, by_channel),
    )
    return numpy.tensordot(windows, weights, axes=([2, 3], [0, 1]))


def main():
    dtype = os.environ.get("TENSOR_DTYPE", "float32")
    if dtype not in TYPES:
        sys.exit("TENSOR_DTYPE must be one of %s, not %r" % (", ".join(TYPES), dtype))
    batch = number("BATCH", "4")
    width = number("TENSOR_INPUT_WIDTH", "1610")
    channels_in = number("TENSOR_INPUT_CHANNELS", "5")
    filter_width = number("FILTER_INPUT_WIDTH", "5")
    channels_out = number("FILTER_OUTPUT_CHANNELS", "32")
    stride = number("FILTER_STRIDE", "2")
    reps = number("CONV_REPS", "20")
    mini_batch = number("CONV_MINI_BATCH", "10")
    if filter_width > width:
        sys.exit("FILTER_INPUT_WIDTH %d is wider than TENSOR_INPUT_WIDTH %d" % (filter_width, width))
    random = numpy.random.RandomState(1)
    signal = random.uniform(0, 4, (batch, width, channels_in)).astype(dtype)
    weights = random.uniform(0, 4, (filter_width, channels_in, channels_out)).astype(dtype)

    elapsed = []
    for rep in range(-WARM_UP, reps):
        start = time.perf_counter()
        for _ in range(mini_batch):
            result = convolve(signal, weights, stride)
        took = time.perf_counter() - start
        if rep >= 0:
            elapsed.append(took / mini_batch * 1000)

    median = sorted(elapsed)[len(elapsed) // 2]
    # a multiplication and an addition for each value of the filter, at each place of the result
    operations = 2 * result.shape[0] * result.shape[1] * filter_width * channels_in * channels_out
    print("conv1d: %.4f ms in the median" % median, file=sys.stderr)
    print(
        json.dumps(
            {
                "component": "numpy",
                "name": "PiConv1D",
                "@parameters": {
                    "batch": batch,
                    "dtype": dtype,
                    "filter_input_width": filter_width,
                    "filter_output_channels": channels_out,
                    "filter_stride": stride,
                    "mini_batch": mini_batch,
                    "reps": reps,
                    "tensor_input_channels": channels_in,
                    "tensor_input_width": width,
                },
                "@result": {"elapsed": elapsed, "rate": operations / median / 1e6},
                "@units": {"elapsed": "ms", "rate": "GFLOPS"},
            }
        )
    )


main()
