import { alsoOver, autoJs, autoPython, type Case, caseOf, go, manualJs, manualPython } from '../case.ts';

const healthy = { code: null } as const;
const gzip = { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' };
const tenPercent = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' };

/** Applications in which nothing is wrong. */
export const healthyCases: readonly Case[] = [
  ...alsoOver(
    caseOf(
      'python: flask calls flask',
      [autoPython('shop', 'shop.py'), autoPython('stock', 'stock.py')],
      healthy,
    ),
    ['http/protobuf'],
  ),
  caseOf(
    'python: flask calls fastapi',
    [autoPython('shop', 'shop.py'), autoPython('stock', 'stock_fastapi.py')],
    healthy,
  ),
  // FastAPI makes spans of its own where nothing else does.
  caseOf(
    'python: flask calls fastapi, which traces itself',
    [
      autoPython('shop', 'shop.py'),
      autoPython('stock', 'stock_fastapi.py', {
        OTEL_PYTHON_DISABLED_INSTRUMENTATIONS: 'fastapi,asgi,starlette',
      }),
    ],
    healthy,
  ),
  caseOf(
    'python: flask calls flask through a proxy',
    [autoPython('shop', 'shop.py'), autoPython('stock', 'stock.py')],
    healthy,
    { proxy: 'passing' },
  ),
  caseOf(
    'python: two services by hand',
    [manualPython('shop', 'by_hand.py shop'), manualPython('stock', 'by_hand.py stock')],
    healthy,
  ),
  ...alsoOver(
    caseOf(
      'python: fastapi with async and background work',
      [autoPython('quotes', 'quotes.py'), autoPython('stock', 'stock_fastapi.py', { CALLS: '9' })],
      healthy,
    ),
    ['http/protobuf'],
  ),
  caseOf(
    'python: fastapi set up by hand',
    [manualPython('quotes', 'quotes.py'), manualPython('stock', 'stock_fastapi.py', { CALLS: '9' })],
    healthy,
  ),
  caseOf('python: injected span', [autoPython('reports', 'injected.py')], healthy),
  caseOf('python: injected span set up by hand', [manualPython('reports', 'injected.py')], healthy),
  ...alsoOver(caseOf('python: batch job', [autoPython('jobs', 'job.py')], healthy), ['http/protobuf']),
  caseOf('python: batch job with gzip', [autoPython('jobs', 'job.py')], healthy, { environment: gzip }),
  caseOf('python: batch job set up by hand', [manualPython('jobs', 'job.py')], healthy),
  caseOf('python: worker sampled at 10 %', [autoPython('jobs', 'job.py worker')], healthy, {
    environment: tenPercent,
  }),
  caseOf(
    'python: two services sampled at 10 %',
    [autoPython('shop', 'shop.py', { CALLS: '60' }), autoPython('stock', 'stock.py', { CALLS: '60' })],
    healthy,
    { environment: tenPercent },
  ),
  caseOf(
    'python: messages with parents',
    [manualPython('producer', 'queue_end.py producer'), manualPython('consumer', 'queue_end.py consumer')],
    healthy,
  ),
  caseOf(
    'python: messages with links',
    [
      manualPython('producer', 'queue_end.py producer links'),
      manualPython('consumer', 'queue_end.py consumer links'),
    ],
    healthy,
  ),
  ...alsoOver(
    caseOf(
      'js: express calls express with fetch',
      [autoJs('shop', 'shop.cjs'), autoJs('stock', 'stock.cjs')],
      healthy,
    ),
    ['grpc', 'http/json'],
  ),
  caseOf(
    'js: express calls express with http',
    [autoJs('shop', 'shop.cjs http'), autoJs('stock', 'stock.cjs')],
    healthy,
  ),
  caseOf(
    'js: NodeSDK set up by hand',
    [manualJs('shop', 'shop.cjs'), manualJs('stock', 'stock.cjs')],
    healthy,
  ),
  caseOf(
    'js: two services by hand',
    [manualJs('shop', 'shop.cjs by-hand'), manualJs('stock', 'stock.cjs by-hand')],
    healthy,
  ),
  ...alsoOver(caseOf('js: batch job', [manualJs('jobs', 'job.cjs')], healthy), ['grpc', 'http/json']),
  caseOf('js: batch job with gzip', [manualJs('jobs', 'job.cjs')], healthy, { environment: gzip }),
  caseOf('js: batch job with auto-instrumentations', [autoJs('jobs', 'job.cjs')], healthy),
  ...alsoOver(caseOf('go: otelhttp client and server', [go('shop', 'shop'), go('stock', 'stock')], healthy), [
    'http/protobuf',
  ]),
  caseOf('go: batch job with gzip', [go('jobs', 'batch')], healthy, { environment: gzip }),
  caseOf('go: batch job', [go('jobs', 'batch')], healthy),
  caseOf('python calls go', [autoPython('shop', 'shop.py'), go('stock', 'stock')], healthy),
  caseOf('go calls js', [go('shop', 'shop'), autoJs('stock', 'stock.cjs')], healthy),
  caseOf('js calls python', [autoJs('shop', 'shop.cjs'), autoPython('stock', 'stock.py')], healthy),
  caseOf(
    'python calls go, each over its default protocol',
    [autoPython('shop', 'shop.py'), go('stock', 'stock')],
    healthy,
    {
      protocol: 'default',
    },
  ),
  caseOf(
    'js calls python, each over its default protocol',
    [autoJs('shop', 'shop.cjs'), autoPython('stock', 'stock.py')],
    healthy,
    {
      protocol: 'default',
    },
  ),
];
