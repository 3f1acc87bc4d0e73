import { succeed } from '../../contract/outcome.ts';
import type { Handlers } from '../../contract/procedures.ts';
import type { PhoneRegistry } from '../registry/phone-registry.ts';
import type { EventLog } from '../sessions/event-log.ts';
import { counterSections } from '../health/compound-poll.ts';
import { Masker } from '../masking/masker.ts';
import { identifiersOf, wordsOfModel } from '../masking/phone-identifiers.ts';
import { unknownPhone } from './batch.ts';

/** What an operator reads of one phone beyond its row. Raw outputs leave this process masked only. */
export function createPhoneReads({
  registry,
  events,
  maskingSalt,
}: {
  registry: PhoneRegistry;
  events: EventLog;
  maskingSalt: () => string;
}): Handlers<'phones.rawOutputs' | 'phones.events'> {
  return {
    'phones.rawOutputs': async ({ phoneId }) => {
      const record = registry.directory.get(phoneId);
      const session = registry.session(phoneId);
      if (record === null || session === null) return unknownPhone(phoneId);
      const raw = session.rawOutputs.map((output) => ({
        ...output,
        plain: { text: output.output, isNumbersOnly: counterSections.has(output.section) },
      }));
      const masker = new Masker(maskingSalt(), identifiersOf(record), wordsOfModel(record.facts));
      for (const { plain } of raw) masker.learn(plain);
      const outputs = raw.map(({ plain, ...output }) => ({ ...output, output: masker.mask(plain).text }));
      return succeed({ outputs });
    },
    'phones.events': async ({ phoneId, beforeId, limit }) => {
      if (registry.directory.get(phoneId) === null) return unknownPhone(phoneId);
      return succeed(events.page(phoneId, beforeId, limit));
    },
  };
}
