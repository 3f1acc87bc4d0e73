import { z } from 'zod';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { events, type EventName } from '../contract/procedures.ts';

const idSchema = z.union([z.number(), z.string().max(80)]);
export type RequestId = z.output<typeof idSchema>;

const eventName = z.custom<EventName>((name) => typeof name === 'string' && Object.hasOwn(events, name));

/** `{"id":1,"call":"desk.snapshot","input":{}}`, `{"subscribe":"desk.delta"}`, `{"unsubscribe":…}`, `{"cancel":1}`. */
const messageSchema = z.union([
  z.strictObject({ id: idSchema, call: z.string(), input: z.unknown().optional() }),
  z.strictObject({ id: idSchema.optional(), subscribe: eventName }),
  z.strictObject({ id: idSchema.optional(), unsubscribe: eventName }),
  z.strictObject({ cancel: idSchema }),
]);
export type LineMessage = z.output<typeof messageSchema>;

/** Reads one line. On failure `id` is the line's own, where it has a usable one, so that the answer finds its asker. */
export function parseLine(text: string): { readonly id: RequestId | null; readonly message: Outcome<LineMessage> } {
  const parsed = parseJson(text);
  if (!parsed.ok) return { id: null, message: parsed };
  const id = z.object({ id: idSchema }).safeParse(parsed.value);
  const message = messageSchema.safeParse(parsed.value);
  return {
    id: id.success ? id.data.id : null,
    message: message.success
      ? succeed(message.data)
      : fail('invalid-input', 'the line is no call, subscribe, unsubscribe or cancel', { rule: 'line-shape' }),
  };
}

function parseJson(text: string): Outcome<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return succeed(value);
  } catch {
    return fail('invalid-input', 'the line is not JSON', { rule: 'json' });
  }
}
