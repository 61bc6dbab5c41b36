import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeWith } from '../lab/parts.ts';
import { createPlace, createWorldCertificates } from './place.ts';
import { startReplay } from './receivers.ts';
import { askIn } from './recording/ask-in.ts';
import { recordedFile, recordedNames } from './recording/catalogue.ts';
import type { Recording } from './recording/recording.ts';

describeWith(['ip'], 'a replayed receiver', () => {
  it.each(recordedNames())('answers as %s did', { timeout: 300_000 }, async (name) => {
    const recording = JSON.parse(readFileSync(recordedFile(name), 'utf8')) as Recording;
    const place = await createPlace(await createWorldCertificates());
    try {
      await startReplay(place, name);
      const again = await askIn(place, {
        ports: recording.ports.map(({ port, http }) => ({
          port,
          http: http.map(({ question }) => question),
        })),
      });
      const before = recording.ports.map(({ port, http, grpc, tls }) => ({
        ...{ port, grpc, tls },
        http: http.map(({ question, answer }) => ({ question, answer: recording.answers[answer] })),
      }));
      expect(again).toEqual(before);
    } finally {
      await place.remove();
    }
  });
});
