import { propertyVariable } from '../../knowledge/frameworks.ts';
import type { OwnSetting } from './flavour.ts';

/** Spring takes `end-point`, `end_point` and `endPoint` for one name, and Quarkus spells its own with dashes. */
export const canonical = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** A property of a Java framework, with its variable. */
export const property = (means: string, name: string): OwnSetting => ({
  ...{ means, property: name, variable: propertyVariable(name) },
});

/** A variable that no property stands for. */
export const ownVariable = (means: string, variable = means): OwnSetting => ({
  means,
  variable,
  property: null,
});

/** Spring's words for protocols. */
export const TRANSPORTS: Readonly<Record<string, string>> = { http: 'http/protobuf', grpc: 'grpc' };
