import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/proxy-invalid',
  title: 'The proxy is not a URL',
  otherwise: 'warning',
  why: `A proxy variable holds something that is no proxy URL. Some HTTP libraries refuse every request with it, others go without a proxy.

Write \`http://host:port\`, or unset it.`,
  reasons: {
    'not-a-proxy-url': ' is no proxy URL',
    socks: ' names a SOCKS proxy, which this SDK speaks to with another package only',
  },
  means: {
    socks:
      'Without that package every export fails (Python: Missing dependencies for SOCKS support). Whether it is installed is not known to the doctor.',
  },
  ways: {
    socks: {
      title: 'Install the package that speaks SOCKS, or name a proxy of HTTP',
      text: 'Python: pip install "requests[socks]" (it brings PySocks). Rust: reqwest with the feature socks. Otherwise write http://HOST:PORT of an HTTP proxy, or name the receiver in NO_PROXY where it is reached directly.',
    },
  },
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
