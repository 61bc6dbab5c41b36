"""Quotes in FastAPI: asks the stock service three times at once with httpx, writes an audit in the background."""

import asyncio
import os

import httpx
import uvicorn
from fastapi import BackgroundTasks, FastAPI
from opentelemetry import trace

import spans
import tracing  # noqa: F401
from faults import CALLS, FAULT, HOST, leave, port
from serving import call, ready

app = FastAPI()
tracer = trace.get_tracer("quotes")
running = set()
if os.environ.get("MANUAL") == "1":
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
    from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor

    FastAPIInstrumentor.instrument_app(app)
    HTTPXClientInstrumentor().instrument()
client = httpx.AsyncClient(timeout=5)


async def audit():
    with tracer.start_as_current_span("write audit"):
        await asyncio.sleep(0.02)


async def index():
    with tracer.start_as_current_span("update index"):
        await asyncio.sleep(0.08)


def later(work):
    task = asyncio.create_task(work)
    running.add(task)
    return task


@app.get("/quotes")
async def quotes(background: BackgroundTasks):
    if FAULT != "not-awaited":
        background.add_task(audit)
        later(index())
    items = [f"http://{HOST}:{port('STOCK_PORT')}/items/{number}" for number in range(3)]
    with tracer.start_as_current_span("collect quotes") as span:
        spans.annotate(span)
        asked = [later(client.get(item)) for item in items]
        if FAULT not in ("awaited-too-late", "not-awaited"):
            await asyncio.gather(*asked)
    if FAULT == "not-awaited":
        return {"quotes": "later"}
    answers = await asyncio.gather(*asked)
    spans.afterwards(span)
    return {"quotes": [answer.text for answer in answers]}


async def main():
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=0, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    address = server.servers[0].sockets[0].getsockname()
    for _ in range(CALLS):
        await asyncio.to_thread(call, address[1], "/quotes")
    await asyncio.wait(running, timeout=5)
    await client.aclose()
    server.should_exit = True
    await serving


ready(port("LISTEN_PORT"))
asyncio.run(main())
leave()
