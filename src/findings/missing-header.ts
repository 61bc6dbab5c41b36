import { TENANTS } from '../knowledge/tenants.ts';
import { isCredentialName, isUnauthenticated } from '../model/credentials.ts';
import type { Delivery } from '../model/facts.ts';
import { namedHeader } from './named-header.ts';
import { readProblem } from './problem.ts';

/** A header without which a receiver refuses an export. */
export interface MissingHeader {
  readonly header: string;
  /** What goes in; capital letters are to be filled in. */
  readonly value: string;
  /** The value is one that is there from the start. */
  readonly ready: boolean;
  /** It says whose data this is; of another one only the name is known. */
  readonly ofTenant: boolean;
}

/** The header that an answer asks for: one that it names, else the one that receivers mean by such words. */
export const missingHeader = (failed: Delivery): MissingHeader | null => {
  const said = `${failed.http?.body ?? ''} ${failed.grpc?.message ?? ''}`;
  const named = readProblem(failed)?.header ?? namedHeader(said);
  const tenant = TENANTS.find(({ pattern }) => pattern.test(said));
  if (tenant !== undefined && (named === null || tenant.header.toLowerCase() === named))
    return { ready: false, ...tenant, ofTenant: true };
  // A credential is asked for by 401 in the same words: that is told as what it is.
  if (named === null || (isCredentialName(named) && isUnauthenticated(failed))) return null;
  return { header: named, value: 'VALUE', ready: false, ofTenant: false };
};

/** Gateways that want a key in a header of their own, by their words: Kong key-auth, Azure API Management, a header that is named. */
const KEY_HEADERS: readonly { readonly asks: RegExp; readonly header: string }[] = [
  { asks: /No API key found in request|\bKey realm=/, header: 'apikey=KEY' },
  { asks: /missing subscription key/i, header: 'ocp-apim-subscription-key=KEY' },
  { asks: /\bx-api-key\b/i, header: 'x-api-key=KEY' },
];

/** Header list to fill in, by what the receiver asks for. */
export const wantedHeader = ({ http, grpc }: Delivery): string => {
  const asked = `${http?.authenticate ?? ''} ${http?.body ?? ''} ${grpc?.message ?? ''}`;
  if (/\bBasic\b/i.test(http?.authenticate ?? asked))
    return 'authorization=Basic%20BASE64_OF_USER_COLON_PASSWORD';
  const named = KEY_HEADERS.find(({ asks }) => asks.test(asked));
  if (named !== undefined) return named.header;
  const own = namedHeader(asked);
  return own === null || own === 'authorization' ? 'authorization=Bearer%20TOKEN' : `${own}=VALUE`;
};
