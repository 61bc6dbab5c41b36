"""An HTTP server for as many calls as the application gets, and the caller of a shop, which is not instrumented."""

import http.client
import socket
import threading
import time

from werkzeug.serving import make_server

from faults import HOST


def ready(port):
    """Waits until a port is listened on, at most for 15 seconds."""
    for _ in range(300):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing listens on {port}")


def call(port, path):
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {body}")


def serve(wsgi, port, calls):
    """Serves a WSGI application until so many calls were answered, at most for 20 seconds."""
    answered = threading.Semaphore(0)

    def counting(environ, start_response):
        try:
            yield from wsgi(environ, start_response)
        finally:
            answered.release()

    server = make_server(HOST, port, counting, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    deadline = time.monotonic() + 20
    for _ in range(calls):
        answered.acquire(timeout=max(0, deadline - time.monotonic()))
    time.sleep(0.05)
    server.shutdown()


def serve_and_call(wsgi, path, calls):
    """Serves on a free port while calling it."""
    server = make_server(HOST, 0, wsgi, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for _ in range(calls):
        call(server.server_port, path)
    time.sleep(0.05)
    server.shutdown()
