"""What is to be wrong with the application: the value of FAULT; empty where everything is right."""

import os

FAULT = os.environ.get("FAULT", "")
CALLS = int(os.environ.get("CALLS", "3"))
HOST = "127.0.0.1"


def port(name):
    return int(os.environ[name])


def leave():
    """The end of an application: by itself, or as the fault wants it."""
    import signal
    import sys

    sys.stdout.flush()
    if FAULT == "exit-at-once":
        os._exit(0)
    if FAULT == "exception":
        raise RuntimeError("the disk is full")
    if FAULT == "killed":
        os.kill(os.getpid(), signal.SIGSEGV)
