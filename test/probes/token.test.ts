import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { askForToken, type TokenAnswer } from '../../src/probes/token.ts';

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
};

/** Asks a server that answers so, and tells what it was asked. */
const asked = async (
  status: number,
  body: string,
): Promise<{ readonly answer: TokenAnswer; readonly form: string; readonly login: string }> => {
  const seen = { form: '', login: '' };
  const server = createServer((request, response) => {
    seen.login = request.headers.authorization ?? '';
    void bodyOf(request).then((form) => {
      seen.form = form;
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const answer = await askForToken({
    ...{ url: `http://127.0.0.1:${port}/token`, clientId: 'me:x', clientSecret: 'sesame' },
    ...{ scopes: ['a', 'b'], parameters: [['audience', 'otel']] },
  });
  await new Promise((closed) => server.close(closed));
  return { answer, ...seen };
};

it('asks with the login of the client and its scopes', async () => {
  const { answer, form, login } = await asked(200, '{"access_token": "t0k3n", "token_type": "bearer"}');
  expect(answer).toEqual({ token: 't0k3n', type: 'Bearer' });
  expect(form).toBe('grant_type=client_credentials&scope=a+b&audience=otel');
  expect(login).toBe(`Basic ${btoa('me%3Ax:sesame')}`);
});

it.each([
  [401, '{"error": "invalid_client"}', 'answered 401'],
  [200, '{}', 'without a token'],
  [200, '<html>', 'something else than JSON'],
])('says why there is none: %i %s', async (status, body, why) => {
  const { answer } = await asked(status, body);
  expect(answer).toEqual({ why: expect.stringContaining(why) });
});

it.each(['not a url', 'ftp://a/b'])('asks nobody at %s', async (url) => {
  const answer = await askForToken({ url, clientId: '', clientSecret: '', scopes: [], parameters: [] });
  expect(answer).toEqual({ why: 'token_url is not a URL' });
});
