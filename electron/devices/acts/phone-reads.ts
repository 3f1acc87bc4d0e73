import { succeed } from '../../contract/outcome.ts';
import type { Handlers } from '../../contract/procedures.ts';
import type { PhoneRegistry } from '../registry/phone-registry.ts';
import type { EventLog } from '../sessions/event-log.ts';
import { maskOutput } from '../sessions/masking.ts';
import { unknownPhone } from './batch.ts';

/** What an operator reads of one phone beyond its row. Raw outputs leave this process masked only. */
export function createPhoneReads({
  registry,
  events,
}: {
  registry: PhoneRegistry;
  events: EventLog;
}): Handlers<'phones.rawOutputs' | 'phones.events'> {
  return {
    'phones.rawOutputs': async ({ phoneId }) => {
      const record = registry.directory.get(phoneId);
      const session = registry.session(phoneId);
      if (record === null || session === null) return unknownPhone(phoneId);
      const secrets = [record.facts.hardwareSerial, ...record.routes.map((route) => route.serial)];
      const outputs = session.rawOutputs.map(({ section, command, output, exitCode, readAt }) => ({
        section,
        command,
        output: maskOutput(output, secrets),
        exitCode,
        readAt,
      }));
      return succeed({ outputs });
    },
    'phones.events': async ({ phoneId, beforeId, limit }) => {
      if (registry.directory.get(phoneId) === null) return unknownPhone(phoneId);
      return succeed(events.page(phoneId, beforeId, limit));
    },
  };
}
