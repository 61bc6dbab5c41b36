/** What the services of one part of the window may still keep together, so that many of them cannot take all memory. */
export interface Budget {
  /** Attribute names, and groups of any kind. */
  names: number;
  groups: number;
}

export const fullBudget = (): Budget => ({ names: 100_000, groups: 20_000 });
