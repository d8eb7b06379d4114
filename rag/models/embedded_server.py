"""The child process that runs a model file: llama.cpp's server behind a Unix socket that only its owner can open.

A process of its own, because a fault in native code ends the process it is in. It reads its settings as one line of
JSON, says `ready` when the model is loaded, and ends when its standard input is closed: it cannot outlive the service.
"""

import json
import sys

import xllamacpp

if __name__ == "__main__":
    settings = json.loads(sys.stdin.readline())
    params = xllamacpp.CommonParams()
    params.model.path = settings["model"]
    params.hostnames = [settings["socket"]]
    params.n_ctx = settings["context_tokens"]
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = settings["threads"]
    params.endpoint_slots = params.ui = False
    params.cache_ram_mib = 0
    params.warmup = False
    params.verbosity = 0
    server = xllamacpp.Server(params)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
