import { isOneWord, type Kind } from './kinds.ts';

/**
 * Where a secret may stand. A row that is added here is tried with every kind of secret (`kinds.ts`) that it takes, and its outcome
 * is looked for in everything that comes out.
 */
export interface Place<T = string> {
  readonly name: string;
  /** What is written with the secret in it. */
  readonly write: (secret: string) => T;
  readonly takes: (kind: Kind) => boolean;
}

const any = (): boolean => true;
/** Nothing in front tells that it is a secret. */
const told = ({ toldBy }: Kind): boolean => toldBy === 'shape';
/** Without signs that end a value where it is not quoted. */
const bare = (kind: Kind): boolean => isOneWord(kind) && !/[,;"'`&<>(){}[\]\\|#]/.test(kind.text);
const unquoted = (kind: Kind): boolean => !/["'\n\\]/.test(kind.text);
/** In prose, what holds no digit is a word. */
const withDigits = (kind: Kind): boolean => bare(kind) && /\d/.test(kind.text);
const oneLine = ({ text }: Kind): boolean => !text.includes('\n');

const line = (name: string, write: (secret: string) => string, takes: Place['takes'] = bare): Place => ({
  name,
  write,
  takes,
});

/** Parts of lines of logs and tickets. */
export const LOG_PLACES: readonly Place[] = [
  line('a header', (secret) => `authorization: Bearer ${secret}`),
  line('a header with a scheme that few use', (secret) => `Authorization: Splunk ${secret}`),
  line('a header with a scheme of its own', (secret) => `authorization: Custom-Thing ${secret}`),
  line('a map of Go', (secret) => `reason: map[Authorization:[Bearer ${secret}] Host:[h]]`),
  line('a map of Java', (secret) => `{authorization=[Bearer ${secret}], accept=[*/*]}`),
  line('a map of Python', (secret) => `{'api-key': '${secret}', 'accept': '*/*'}`, unquoted),
  line('an object of JavaScript', (secret) => `{ 'x-api-key': '${secret}', accept: '*/*' }`, unquoted),
  line('JSON', (secret) => `{"password":${JSON.stringify(secret)}}`, oneLine),
  line('JSON in JSON', (secret) => JSON.stringify({ body: JSON.stringify({ api_key: secret }) }), unquoted),
  line('a cookie', (secret) => `Cookie: session=${secret}; other=x`),
  line('a cookie that is set', (secret) => `Set-Cookie: id=${secret}; Path=/`),
  line('a storage account', (secret) => `AccountName=n;AccountKey=${secret};EndpointSuffix=x`),
  line('Application Insights', (secret) => `InstrumentationKey=${secret};IngestionEndpoint=https://x`),
  line('a shared access key', (secret) => `Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=${secret}`),
  line('a connection string', (secret) => `host=db user=me pwd=${secret} dbname=x`),
  line('XML', (secret) => `<password>${secret}</password>`),
  line('an option', (secret) => `started with --token ${secret} and --port 4318`),
  line('an option with a sign', (secret) => `started with --api-key=${secret} --port 4318`),
  line('a system property', (secret) => `java -Ddb.password=${secret} -jar x.jar`),
  line('headers of a property', (secret) => `-Dotel.exporter.otlp.headers=x-team=${secret}`),
  line('headers of a variable', (secret) => `OTEL_EXPORTER_OTLP_HEADERS=x-team=${secret},b=c`),
  line('a variable', (secret) => `DB_PASSWORD=${secret} node a.js`),
  line('a login of curl', (secret) => `curl -u alice:${secret} http://h`),
  line('a header of curl', (secret) => `curl -H 'x-anything: ${secret}' http://h`, unquoted),
  line('YAML', (secret) => `password: ${secret}`),
  line('a line of a key', (secret) => `api_key: ${secret}`),
  line('a header with an equals sign', (secret) => `sending x-api-key=${secret} failed`),
  line(
    'a header in JSON',
    (secret) => JSON.stringify({ headers: { Authorization: `Basic ${secret}` } }),
    unquoted,
  ),
  line('a header in a list of JSON', (secret) => `{"authorization":["Basic ${secret}"]}`, unquoted),
  line('a pair of JSON', (secret) => `[["Authorization","Basic ${secret}"],["accept","*/*"]]`, unquoted),
  line('a pair of JSON by name', (secret) => `{"name":"Authorization","value":"Basic ${secret}"}`, unquoted),
  line('a struct of Go', (secret) => `Header:map[Authorization:[Basic ${secret}]] Host:h`),
  line('a struct of Go with names', (secret) => `&{Endpoint:h Headers:map[x-team:${secret}] Insecure:true}`),
  line(
    'a struct of Go as source',
    (secret) => `http.Header{"Authorization":[]string{"Basic ${secret}"}}`,
    unquoted,
  ),
  line('a dict of Python', (secret) => `{'Authorization': 'Basic ${secret}'}`, unquoted),
  line('a tuple of Python', (secret) => `(('authorization', 'Basic ${secret}'), ('a', 'b'))`, unquoted),
  line('a list of Ruby', (secret) => `{"Authorization"=>"Basic ${secret}"}`, unquoted),
  line('logfmt', (secret) => `level=error authorization="Basic ${secret}" msg=x`, unquoted),
  line('logfmt of a key', (secret) => `level=error api_key=${secret} msg=x`),
  line(
    'a header of curl in double quotes',
    (secret) => `curl -H "Authorization: Basic ${secret}" http://h`,
    unquoted,
  ),
  line('a header of curl in one word', (secret) => `curl -H"x-anything: ${secret}" http://h`, unquoted),
  line('a header of curl as data', (secret) => `curl --header='x-team: ${secret}' http://h`, unquoted),
  line('a header of a program', (secret) => `app --header=x-team=${secret} --verbose`),
  line('a header of otel-cli', (secret) => `otel-cli exec --otlp-headers x-team=${secret} true`),
  line('a variable of a container', (secret) => `docker run -e DB_KEY=${secret} image`),
  line('a variable of a container in one word', (secret) => `docker run --env=API_TOKEN=${secret} image`),
  line('a variable that is set', (secret) => `helm install --set auth.password=${secret},a=b x`),
  line('a request that was sent', (secret) => `> Authorization: Basic ${secret}`),
  line('a request of HTTP/2', (secret) => `[h2h3] h2 header: [authorization: Bearer ${secret}]`),
  line('a frame of gRPC', (secret) => `Metadata(authorization=Bearer ${secret},te=trailers)`),
  line('a refusal of a key', (secret) => `401 Unauthorized: key ${secret} is not valid`, withDigits),
  line('a refusal of a token', (secret) => `403: token ${secret} has expired`, withDigits),
  line('a refusal with a colon', (secret) => `HTTP 401 {"error":"Invalid API key: ${secret}"}`, unquoted),
  line('a refusal of a licence', (secret) => `License key ${secret} not recognized`, withDigits),
  line('a refusal at its end', (secret) => `unknown ingestion token ${secret}`, withDigits),
  line('quoted prose', (secret) => `invalid token "${secret}"`, unquoted),
  line('a login in a URL', (secret) => `dial http://alice:${secret}@h:4318 failed`, bare),
  line(
    'a query of a URL',
    (secret) => `GET https://h/v1/traces?api_key=${encodeURIComponent(secret)} 401`,
    any,
  ),
  line(
    'a path of a URL',
    (secret) => `POST https://h/receiver/v1/otlp/${secret}/v1/traces 401`,
    (kind) => told(kind) && /^[\w.~=-]{20,}$/.test(kind.text),
  ),
  line(
    'prose',
    (secret) => `the server did not like ${secret} at all`,
    (kind) => told(kind) && oneLine(kind),
  ),
  line(
    'a list',
    (secret) => `[x, ${secret}, y]`,
    (kind) => told(kind) && oneLine(kind),
  ),
];

const words = (
  name: string,
  write: (secret: string) => readonly string[],
  takes: Place['takes'] = any,
): Place<readonly string[]> => ({
  name,
  write,
  takes,
});

/** Command lines. */
export const COMMAND_PLACES: readonly Place<readonly string[]>[] = [
  words(
    'an option and its value',
    (secret) => ['node', 'a.js', '--token', secret],
    ({ text }) => !text.startsWith('-'),
  ),
  words('an option with a value', (secret) => ['app', `--api-key=${secret}`]),
  words('a password glued to its option', (secret) => ['mysql', '-uroot', `-p${secret}`, 'shop'], isOneWord),
  words('a short option and its value', (secret) => ['psql', '-p', secret], isOneWord),
  words('a login of curl', (secret) => ['curl', '-u', `me:${secret}`, 'http://h']),
  words('a login of curl in one word', (secret) => ['curl', `-ume:${secret}`, 'http://h'], isOneWord),
  words('a header of curl', (secret) => ['curl', '-H', `x-anything: ${secret}`, 'http://h']),
  words('a variable of env', (secret) => ['env', `DB_PASSWORD=${secret}`, 'node', 'a.js']),
  words(
    'headers of a variable',
    (secret) => ['env', `OTEL_EXPORTER_OTLP_HEADERS=x-team=${secret}`, 'app'],
    bare,
  ),
  words('a script of a shell', (secret) => ['sh', '-c', `DB_PASSWORD=${secret} node x.js`], bare),
  words(
    'a quoted variable of a shell',
    (secret) => ['sh', '-c', `DB_PASSWORD='${secret}' node x.js`],
    unquoted,
  ),
  words(
    'a word of no known name',
    (secret) => ['app', 'login', secret],
    (kind) => told(kind) && oneLine(kind),
  ),
  words(
    'a word behind --auth',
    (secret) => ['app', '--auth', secret],
    ({ text }) => !text.startsWith('-'),
  ),
  words('a word behind auth of Redis', (secret) => ['redis-cli', '-h', 'db', 'AUTH', secret]),
  words('a word behind login of Vault', (secret) => ['vault', 'login', secret]),
  words('a password of htpasswd', (secret) => ['htpasswd', '-b', 'file', 'me', secret]),
  words('a glued password of sshpass', (secret) => ['sshpass', `-p${secret}`, 'ssh', 'h']),
  words('a system property', (secret) => ['java', `-Ddb.password=${secret}`, '-jar', 'x.jar']),
  words('a login in a URL', (secret) => ['app', `postgres://me:${secret}@db/shop`], isOneWord),
  words('a login in the first word', (secret) => [`https://me:${secret}@h/x`], isOneWord),
];

/** Variables, and flags where there are some. */
export interface Settings {
  readonly environment: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

const HOST = '127.0.0.1:4318';

const setting = (
  name: string,
  write: (secret: string) => Settings,
  takes: Place['takes'] = any,
): Place<Settings> => ({
  name,
  write,
  takes,
});

const variables = (
  name: string,
  write: (secret: string) => Settings['environment'],
  takes: Place['takes'] = any,
): Place<Settings> => setting(name, (secret) => ({ environment: write(secret) }), takes);

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${HOST}` };
const long = ({ text }: Kind): boolean => text.length >= 12;
const material = (kind: Kind): boolean =>
  /key (?:in|with|of OpenSSH)|base64 of a private key|body of a key/.test(kind.name);

/** Nothing but its shape tells of it. */
const misplaced = (kind: Kind): boolean => told(kind) && bare(kind) && !material(kind);

/** Settings of an exporter. */
export const SETTING_PLACES: readonly Place<Settings>[] = [
  variables('a header', (secret) => ({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${encodeURIComponent(secret)}`,
  })),
  variables(
    'a header with a name of its own',
    (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: `x-team=${secret},b=c` }),
    long,
  ),
  variables(
    'a header of one signal',
    (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_HEADERS: `api-key=${secret}` }),
    long,
  ),
  variables('a header that is lost to another one', (secret) => ({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: `api-key=${secret}`,
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'a=b',
  })),
  variables('headers with a colon', (secret) => ({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization: Bearer ${secret}`,
  })),
  variables('headers as JSON', (secret) => ({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: JSON.stringify({ 'api-key': secret }),
  })),
  variables('headers without a name', (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: secret })),
  variables('a header in quotes', (secret) => ({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: `"api-key=${secret}"`,
  })),
  variables(
    'a login in the endpoint',
    (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://alice:${secret}@${HOST}` }),
    isOneWord,
  ),
  variables('a login in the endpoint, encoded', (secret) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://alice:${encodeURIComponent(secret)}@${HOST}`,
  })),
  variables(
    'a login in an endpoint without a scheme',
    (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `alice:${secret}@${HOST}` }),
    isOneWord,
  ),
  variables(
    'a login in the endpoint of gRPC',
    (secret) => ({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://alice:${secret}@${HOST}`,
    }),
    isOneWord,
  ),
  variables('a name alone as login', (secret) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${encodeURIComponent(secret)}@${HOST}`,
  })),
  variables('a query of the endpoint', (secret) => ({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://${HOST}/v1/traces?key=${encodeURIComponent(secret)}`,
  })),
  variables('a fragment of the endpoint', (secret) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${HOST}/#${encodeURIComponent(secret)}`,
  })),
  variables(
    'a path of the endpoint',
    (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${HOST}/receiver/v1/otlp/${secret}` }),
    (kind) => told(kind) && /^[\w.~=-]{20,}$/.test(kind.text),
  ),
  variables(
    'the file of a client key',
    (secret) => ({
      ...ENDPOINT,
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://${HOST}`,
      OTEL_EXPORTER_OTLP_CLIENT_KEY: secret,
    }),
    material,
  ),
  variables(
    'the file of a certificate',
    (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `https://${HOST}`, OTEL_EXPORTER_OTLP_CERTIFICATE: secret }),
    material,
  ),
  variables(
    'the file of a client certificate',
    (secret) => ({
      OTEL_EXPORTER_OTLP_ENDPOINT: `https://${HOST}`,
      OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: secret,
    }),
    material,
  ),
  variables('a token for an endpoint', (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: secret }), misplaced),
  variables(
    'a token for the endpoint of one signal of gRPC',
    (secret) => ({ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: secret }),
    misplaced,
  ),
  variables(
    'a query of the endpoint without a name',
    (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${HOST}?${encodeURIComponent(secret)}` }),
    misplaced,
  ),
  variables(
    'a token for a protocol',
    (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: secret }),
    misplaced,
  ),
  variables(
    'a scheme and a token for the protocol of a signal',
    (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: `Bearer ${secret}` }),
    misplaced,
  ),
  variables(
    'a token for a compression',
    (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_COMPRESSION: secret }),
    misplaced,
  ),
  variables(
    'a token for a time',
    (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_TIMEOUT: secret }),
    misplaced,
  ),
  variables(
    'a token for a certificate',
    (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `https://${HOST}`, OTEL_EXPORTER_OTLP_CERTIFICATE: secret }),
    misplaced,
  ),
  variables(
    'a token for a client key',
    (secret) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `https://${HOST}`, OTEL_EXPORTER_OTLP_CLIENT_KEY: secret }),
    misplaced,
  ),
  variables(
    'a token for an exporter',
    (secret) => ({ ...ENDPOINT, OTEL_TRACES_EXPORTER: secret }),
    misplaced,
  ),
  variables('a token for a sampler', (secret) => ({ ...ENDPOINT, OTEL_TRACES_SAMPLER: secret }), misplaced),
  variables(
    'a token in a variable that nobody reads',
    (secret) => ({ ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCL: secret }),
    misplaced,
  ),
  variables('a login of the proxy', (secret) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://192.0.2.1:4318',
    http_proxy: `http://me:${encodeURIComponent(secret)}@127.0.0.1:3128`,
  })),
  setting(
    'a header of the command line',
    (secret) => ({ environment: ENDPOINT, flags: ['--header', `x-api-key=${secret}`] }),
    ({ text }) => !text.includes('\n'),
  ),
  setting(
    'a login of the command line',
    (secret) => ({ environment: {}, flags: ['--endpoint', `http://alice:${secret}@${HOST}`] }),
    isOneWord,
  ),
];

/** Files that name a protocol that there is not, and a secret beside it. */
const WRONG = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const service = (rest: string): string => `services:\n  api:\n    image: x\n${rest}`;

export interface File {
  readonly path: string;
  readonly text: string;
}

const file = (
  name: string,
  path: string,
  write: (secret: string) => string,
  takes: Place['takes'] = any,
): Place<File> => ({
  name,
  write: (secret) => ({ path, text: write(secret) }),
  takes,
});

export const FILE_PLACES: readonly Place<File>[] = [
  file('a map in flow', 'compose.yaml', (secret) =>
    service(`    environment: { DB: ${JSON.stringify(secret)}, ${WRONG}: grcp }\n`),
  ),
  file('a map in lines', 'compose.yaml', (secret) =>
    service(
      `    environment:\n      DB: ${JSON.stringify(secret)}\n      ${WRONG}: grcp\n      C: ${JSON.stringify(secret)}\n`,
    ),
  ),
  file(
    'a map in lines without quotes',
    'compose.yaml',
    (secret) => service(`    environment:\n      DB: ${secret}\n      ${WRONG}: grcp\n`),
    bare,
  ),
  file('a list in flow', 'compose.yaml', (secret) =>
    service(`    environment: [${JSON.stringify(`DB=${secret}`)}, "${WRONG}=grcp"]\n`),
  ),
  file('headers beside it', 'compose.yaml', (secret) =>
    service(
      `    environment:\n      OTEL_EXPORTER_OTLP_HEADERS: ${JSON.stringify(`x-team=${secret}`)}\n      ${WRONG}: grcp\n`,
    ),
  ),
  file(
    'a comment',
    'compose.yaml',
    (secret) => service(`    environment:\n      ${WRONG}: grcp # was ${secret}\n      # ${secret}\n`),
    oneLine,
  ),
  file(
    'a Dockerfile',
    'Dockerfile',
    (secret) => `FROM node:20\nENV DB=${secret} ${WRONG}=grcp\nCMD ["node", "a.js"]\n`,
    bare,
  ),
  file(
    'a unit',
    'shop.service',
    (secret) => `[Service]\nEnvironment="DB=${secret}" "${WRONG}=grcp"\nExecStart=/usr/bin/node a.js\n`,
    unquoted,
  ),
  file(
    'a manifest',
    'pod.yaml',
    (secret) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: x\n      env: [{name: DB, value: ${JSON.stringify(secret)}}, {name: ${WRONG}, value: grcp}]\n`,
  ),
  file('an env file', '.env', (secret) => `DB='${secret}'\n${WRONG}=grcp\nC="${secret}"\n`, unquoted),
  file(
    'a token in place of other settings',
    'compose.yaml',
    (secret) =>
      service(
        `    environment:\n      OTEL_EXPORTER_OTLP_COMPRESSION: ${secret}\n      ${WRONG}: grcp\n      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: ${secret}\n      OTEL_EXPORTER_OTLP_CERTIFICATE: ${secret}\n`,
      ),
    misplaced,
  ),
  file(
    'a login in the value that is changed',
    '.env',
    (secret) => `OTEL_EXPORTER_OTLP_ENDPOINT=http://me:${secret}@127.0.0.1:4317/v1/traces\n${WRONG}=grcp\n`,
    bare,
  ),
];

const hex = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const html = (text: string): string =>
  text.replace(/[&<>"'/+=]/g, (sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`);
const json = (text: string): string => JSON.stringify(text).slice(1, -1);

const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** Not a word that somebody else may use as well. */
const distinct = ({ text }: Kind): boolean => text.length >= 8 && /[^a-z]/.test(text) && /[^\d]/.test(text);

/** How a receiver that was sent a secret answers with it. */
export const ECHO_PLACES: readonly Place[] = [
  line('as it came', (secret) => `bad token ${secret}!`, any),
  line('as JSON', (secret) => `{"error":"bad token ${json(secret)}"}`, any),
  line('as JSON with slashes escaped', (secret) => `{"error":"${json(secret).replaceAll('/', '\\/')}"}`, any),
  line(
    'as JSON with signs by number',
    (secret) =>
      `{"error":"${json(secret).replace(/[=&<>+']/g, (sign) => `\\u00${(sign.codePointAt(0) ?? 0).toString(16)}`)}"}`,
    any,
  ),
  line('as HTML', (secret) => `<p>bad token ${html(secret)}</p>`, any),
  line(
    'as HTML by name',
    (secret) => `<p>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}</p>`,
    any,
  ),
  line('percent-encoded', (secret) => `bad token ${encodeURIComponent(secret)}`, any),
  line(
    'percent-encoded in small letters',
    (secret) => `bad token ${encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())}`,
    any,
  ),
  line('every sign percent-encoded', (secret) => `bad token ${hex(secret)}`, any),
  line('in small letters', (secret) => `bad token ${secret.toLowerCase()}`, distinct),
  line('in capitals', (secret) => `bad token ${secret.toUpperCase()}`, distinct),
  line('in base64', (secret) => `bad token ${base64(secret)}`, distinct),
  line('in base64 behind a login', (secret) => `Basic ${base64(`me:${secret}`)} is wrong`, distinct),
  line('in base64 of a header', (secret) => `got /${base64(`authorization: Bearer ${secret}`)}`, distinct),
  line('in hex', (secret) => `bytes ${Buffer.from(secret).toString('hex')}`, distinct),
  line('split by signs that nobody sees', (secret) => `bad ${secret.replace(/(.{4})/g, '$1\u200b')}`, any),
  line(
    'cut off',
    (secret) => `bad token ${secret.slice(0, Math.ceil(secret.length * 0.8))}`,
    ({ text }) => text.length >= 12,
  ),
  line('at the end of what is read', (secret) => `${'.'.repeat(390)}${secret}`, any),
];
