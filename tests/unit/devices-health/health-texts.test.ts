import { describe, expect, it } from 'vitest';
import { healthTextCodes } from '../../../electron/contract/health-texts.ts';
import { healthCheckIds } from '../../../electron/contract/phones.ts';
import { languages, wordsOf } from './health-words.ts';

describe('the texts of the health checks', () => {
  it.each(languages)('are complete in %s', (language) => {
    const wanted = healthCheckIds.flatMap((id) =>
      ['name', ...healthTextCodes[id]].map((code) => `health.${id}.${code}`),
    );
    const present = Object.keys(wordsOf(language)).filter((key) => wanted.includes(key));
    expect(present.toSorted()).toEqual(wanted.toSorted());
  });
});
