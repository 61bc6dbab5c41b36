/** Where a token is to be had, and what is told there: https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export interface TokenRequest {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly parameters: readonly (readonly [string, string])[];
}
