import { expect, test } from 'vitest';
import { takeEnvironment } from '../../src/settings/process.ts';

test('the variables that are judged are taken out, and nothing else', () => {
  const environment = {
    PATH: '/bin',
    HOME: '/home/me',
    OTEL_SERVICE_NAME: 'shop',
    https_proxy: 'http://proxy:3128',
    NO_PROXY: 'localhost',
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
    GRPC_TRACE: 'all',
    grpc_proxy: 'http://proxy:3128',
  };
  expect(takeEnvironment(environment)).toEqual({
    OTEL_SERVICE_NAME: 'shop',
    https_proxy: 'http://proxy:3128',
    NO_PROXY: 'localhost',
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
    GRPC_TRACE: 'all',
    grpc_proxy: 'http://proxy:3128',
  });
  expect(environment).toEqual({ PATH: '/bin', HOME: '/home/me' });
});

test('an empty environment gives nothing', () => {
  expect(takeEnvironment({})).toEqual({});
});
