/** Pages of the codes, as long as the package has no site of its own. */
const PAGES = 'https://www.npmjs.com/package/otel-doctor?activeTab=code#';

/** SARIF wants forward slashes, and percent-encoding of what a URI may not hold. */
export const uriOf = (path: string): string =>
  path
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\\/g, '/')
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/%3A/gi, ':'))
    .join('/');

/** Where a page of `docs/checks` can be read. */
export const pageUrl = (docs: string): string => `${PAGES}${uriOf(docs)}`;
