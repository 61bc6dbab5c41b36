import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/proxy-invalid',
  title: 'The proxy is not a URL',
  otherwise: 'warning',
  why: `A proxy variable holds something that is no proxy URL. Some HTTP libraries refuse every request with it, others go without a proxy.

Write \`http://host:port\`, or unset it.`,
  reasons: { 'not-a-proxy-url': ' is no proxy URL' },
  fix: 'Unset the proxy, or write it as http://HOST:PORT',
  unset: true,
  advice: 'Write http://HOST:PORT of the proxy, or unset the variable.',
  example: {
    variable: 'HTTP_PROXY',
    shown: 'proxy:port',
    effect: 'sends-nothing',
    detail: 'not-a-proxy-url',
    repaired: null,
  },
});
