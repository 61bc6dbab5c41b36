"""A FastAPI application whose handlers get a span from dependency-injector."""

import asyncio
import os

import uvicorn
from dependency_injector import containers, providers
from dependency_injector.wiring import Closing, Provide, inject
from fastapi import Depends, FastAPI
from opentelemetry import trace

import tracing  # noqa: F401
from faults import CALLS, FAULT, HOST, leave
from serving import call

tracer = trace.get_tracer("injected")


async def open_span():
    """Open around the handler: the container closes it after the answer was made."""
    span = tracer.start_span("handle report")
    yield span
    span.end()


def closed_span():
    """Ends as soon as it is injected, since the block is left by the return."""
    with tracer.start_as_current_span("handle report") as span:
        return span


closed = FAULT.startswith("closed-on-injection")


class Container(containers.DeclarativeContainer):
    span = providers.Factory(closed_span) if closed else providers.Resource(open_span)


app = FastAPI()
if os.environ.get("MANUAL") == "1":
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

    FastAPIInstrumentor.instrument_app(app)


@app.get("/report")
@inject
async def report(span=Depends(Closing[Provide[Container.span]])):
    with trace.use_span(span, end_on_exit=False):
        if FAULT != "closed-on-injection-quietly":
            span.set_attribute("shop.report.pages", 3)
        with tracer.start_as_current_span("render report"):
            await asyncio.sleep(0.005)
    return {"pages": 3}


async def main():
    container = Container()
    container.wire(modules=[__name__])
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=0, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    address = server.servers[0].sockets[0].getsockname()
    for _ in range(CALLS):
        await asyncio.to_thread(call, address[1], "/report")
    server.should_exit = True
    await serving


asyncio.run(main())
leave()
