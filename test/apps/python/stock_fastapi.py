"""The stock service in FastAPI."""

import asyncio
import os
import threading
import time

import uvicorn
from fastapi import FastAPI
from opentelemetry import trace

import tracing  # noqa: F401
from faults import CALLS, FAULT, HOST, leave, port

app = FastAPI()
tracer = trace.get_tracer("stock")
answered = []
if os.environ.get("MANUAL") == "1" and FAULT != "server-not-instrumented":
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

    FastAPIInstrumentor.instrument_app(app)


@app.get("/items/{number}")
async def item(number: int):
    with tracer.start_as_current_span("look up item"):
        await asyncio.sleep(0.005)
    answered.append(number)
    return {"left": number}


server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port("LISTEN_PORT"), log_level="warning"))


def stop_when_done():
    deadline = time.monotonic() + 20
    while len(answered) < CALLS and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.1)
    server.should_exit = True


threading.Thread(target=stop_when_done, daemon=True).start()
server.run()
leave()
