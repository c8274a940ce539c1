"""Convolves a batch of images (batch, height, width, channels) with numpy: windows as a view, then one product of tensors.

One repetition times a batch of convolutions; elapsed is milliseconds for one of them. The first repetitions are not
counted. No padding.

TENSOR_DTYPE=float32 BATCH=4 TENSOR_INPUT_HEIGHT=96 TENSOR_INPUT_WIDTH=96 TENSOR_INPUT_CHANNELS=1 FILTER_INPUT_HEIGHT=7
FILTER_INPUT_WIDTH=7 FILTER_OUTPUT_CHANNELS=16 FILTER_STRIDES=2 CONV_REPS=20 CONV_MINI_BATCH=4
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


def convolve(images, weights, stride):
    """images: (batch, height, width, channels in); weights: (filter height, filter width, channels in, channels out)."""
    batch, height, width, channels = images.shape
    down = (height - weights.shape[0]) // stride + 1
    across = (width - weights.shape[1]) // stride + 1
    by_batch, by_height, by_width, by_channel = images.strides
    windows = numpy.lib.stride_tricks.as_strided(
        images,
        (batch, down, across, weights.shape[0], weights.shape[1], channels),
        (by_batch, by_height * stride, by_width * stride, by_height, by_width, by_channel),
    )
    return numpy.tensordot(windows, weights, axes=([3, 4, 5], [0, 1, 2]))


def main():
    dtype = os.environ.get("TENSOR_DTYPE", "float32")
    if dtype not in TYPES:
        sys.exit("TENSOR_DTYPE must be one of %s, not %r" % (", ".join(TYPES), dtype))
    batch = number("BATCH", "4")
    height = number("TENSOR_INPUT_HEIGHT", "96")
    width = number("TENSOR_INPUT_WIDTH", "96")
    channels_in = number("TENSOR_INPUT_CHANNELS", "1")
    filter_height = number("FILTER_INPUT_HEIGHT", "7")
    filter_width = number("FILTER_INPUT_WIDTH", "7")
    channels_out = number("FILTER_OUTPUT_CHANNELS", "16")
    stride = number("FILTER_STRIDES", "2")
    reps = number("CONV_REPS", "20")
    mini_batch = number("CONV_MINI_BATCH", "4")
    if filter_height > height or filter_width > width:
        sys.exit("a filter of %d x %d does not fit into %d x %d" % (filter_height, filter_width, height, width))
    random = numpy.random.RandomState(1)
    images = random.uniform(0, 4, (batch, height, width, channels_in)).astype(dtype)
    weights = random.uniform(0, 4, (filter_height, filter_width, channels_in, channels_out)).astype(dtype)

    elapsed = []
    for rep in range(-WARM_UP, reps):
        start = time.perf_counter()
        for _ in range(mini_batch):
            result = convolve(images, weights, stride)
        took = time.perf_counter() - start
        if rep >= 0:
            elapsed.append(took / mini_batch * 1000)

    median = sorted(elapsed)[len(elapsed) // 2]
    # a multiplication and an addition for each value of the filter, at each place of the result
    operations = 2 * batch * result.shape[1] * result.shape[2] * filter_height * filter_width * channels_in * channels_out
    print("conv2d: %.4f ms in the median" % median, file=sys.stderr)
    print(
        json.dumps(
            {
                "component": "numpy",
                "name": "PiConv2D",
                "@parameters": {
                    "batch": batch,
                    "dtype": dtype,
                    "filter_input_height": filter_height,
                    "filter_input_width": filter_width,
                    "filter_output_channels": channels_out,
                    "filter_strides": stride,
                    "mini_batch": mini_batch,
                    "reps": reps,
                    "tensor_input_channels": channels_in,
                    "tensor_input_height": height,
                    "tensor_input_width": width,
                },
                "@result": {"elapsed": elapsed, "rate": operations / median / 1e6},
                "@units": {"elapsed": "ms", "rate": "GFLOPS"},
            }
        )
    )


main()
