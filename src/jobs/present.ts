/** The present environment. */
export interface Present {
  readonly environment: Readonly<Record<string, string>>;
  /** Any other variable, for a configuration file that refers to it. */
  variable?(name: string): string | undefined;
  /** Where the project of the application is looked for. */
  readonly directory?: string;
}
