/** A name looked up with the system's resolver. */
export interface DnsFact {
  readonly host: string;
  /** True when the host is an address already. */
  readonly literal: boolean;
  readonly addresses: readonly Address[];
  /** Resolver error (`ENOTFOUND`, `EAI_AGAIN`; `ETIMEOUT`: no name server said anything); null when there are addresses. */
  readonly code: string | null;
  /** Name servers that stayed silent; left out when none did. */
  readonly silent?: readonly string[];
}

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}
