/** What a status means where no check knows more, and what is to be done. */
export interface StatusMeaning {
  readonly means: string;
  readonly todo: string;
}

/** https://www.iana.org/assignments/http-status-codes: those that no check is about. */
const HTTP: Readonly<Record<number, StatusMeaning>> = {
  402: {
    means: 'that something has to be paid, or that the quota of the account is used up',
    todo: 'Look at the plan and the quota of the account in the backend.',
  },
  406: {
    means: 'that it is not acceptable, which web application firewalls say of what they filter',
    todo: 'Look for a filter in front of the receiver (ModSecurity in Apache or nginx), and exempt the path of OTLP from its rules.',
  },
  407: {
    means: 'that a proxy wants a login, although no proxy is configured',
    todo: 'A proxy on the way takes the connection by itself. Name it in HTTPS_PROXY with its login, or have the way to the receiver exempted from it.',
  },
  408: {
    means: 'that the request did not come in whole and in time',
    todo: 'Look for something on the way that holds the body back, and at the time limits of the receiver and of proxies in front of it.',
  },
  410: {
    means: 'that this address was given up for good',
    todo: 'Look up the present address for OTLP in the documentation of the backend.',
  },
  415: {
    means: 'that it does not take this media type',
    todo: 'It wants another encoding or format than OTLP in protobuf: look up which it takes (http/json is another one), or send to the path that it has for OTLP.',
  },
  421: {
    means: 'that the request was meant for another server',
    todo: 'The name in the endpoint is not one that this server serves, or a proxy routes by another name than the one in the request. Write the name that it serves into the endpoint.',
  },
  426: {
    means: 'that it wants another version of the protocol, usually HTTP/2',
    todo: 'The port wants another protocol than it gets: send gRPC to it, or OTLP over HTTP to the port that takes that.',
  },
  431: {
    means: 'that the headers are too large',
    todo: 'Shorten OTEL_EXPORTER_OTLP_HEADERS, or raise the limit for headers of the server or of the proxy in front.',
  },
  451: {
    means: 'that it must not be served for legal reasons',
    todo: 'Ask whoever runs the receiver, or what filters the network.',
  },
  501: {
    means: 'that it does not know the method, so that it takes no POST',
    todo: 'Something else than a receiver answers here, such as a server of files: send to the receiver.',
  },
  505: {
    means: 'that it does not speak this version of HTTP',
    todo: 'Look at what stands in front of the receiver: it does not speak HTTP/1.1.',
  },
  511: {
    means: 'that one has to log in to the network first, as in a hotel',
    todo: 'Open a page in a browser and log in to the network; then try again.',
  },
};

/** https://grpc.github.io/grpc/core/md_doc_statuscodes.html: those that no check is about. */
const GRPC: Readonly<Record<number, StatusMeaning>> = {
  1: {
    means: 'that it broke the call off itself',
    todo: 'Read its log at the time of this run: it stops, or something behind it was cancelled.',
  },
  5: {
    means: 'that it does not find something that the request names',
    todo: 'Check what the settings name for it, such as a project, a dataset or a tenant in OTEL_EXPORTER_OTLP_HEADERS or OTEL_RESOURCE_ATTRIBUTES.',
  },
  6: { means: 'that it has this already', todo: 'Read its message: it says what is there already.' },
  9: {
    means: 'that it is in no state to take this',
    todo: 'Read its message and its log: something has to be set up or repaired there first.',
  },
  10: {
    means: 'that it gave the call up, which may work when it is tried again',
    todo: 'Try again; where it stays so, read its log.',
  },
  11: {
    means: 'that something is out of range, such as a time in the past',
    todo: 'Read its message: it says which value.',
  },
};

/** What an answer means by its status alone; null where that says nothing. */
export const meaningOfStatus = (http: number | null, grpc: number | null): StatusMeaning | null =>
  (http === null ? undefined : HTTP[http]) ?? (grpc === null ? undefined : GRPC[grpc]) ?? null;
