import type { ScanFound } from '../judge/endpoint-paths.ts';
import { containerLocalhost } from './container-localhost.ts';
import { encryptionFinding } from './encryption.ts';
import type { LinkCase } from './finding.ts';
import { portFinding } from './port.ts';
import { unknownName } from './unknown-name.ts';

/** In the order in which a span meets them: what comes first explains the rest. */
const FINDERS: readonly ((given: LinkCase) => ScanFound | null)[] = [
  containerLocalhost,
  unknownName,
  portFinding,
  encryptionFinding,
];

/** What is wrong with a link as far as both sides are known. */
export const judgeLink = (given: LinkCase): ScanFound | null => {
  for (const find of FINDERS) {
    const found = find(given);
    if (found !== null) return { ...found, location: given.link.at };
  }
  return null;
};
