import type { AuditNote, AuditPort } from '../../audit/audit-log.ts';
import { fail, type Outcome } from '../../contract/outcome.ts';
import type { TextParams } from '../../contract/phones.ts';
import type { PhoneRecord } from '../registry/phone-record.ts';
import type { PhoneRegistry } from '../registry/phone-registry.ts';
import { unknownPhone } from './batch.ts';

/** What is to be written about one phone; a field that is left out stays as it is. */
export interface LabelChange {
  readonly phoneId: string;
  readonly number?: number | null;
  readonly label?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
}

/**
 * Writes about many phones in one transaction, with `summary` and the audit lines that the single edits would leave: all
 * or nothing.
 * Numbers may change hands among the phones of one call. `phone-not-found`, `phone-number-taken` (by a phone outside the
 * call, or asked for twice) and what the store refuses.
 */
export function applyLabels(
  { registry, audit }: { readonly registry: PhoneRegistry; readonly audit: AuditPort },
  changes: readonly LabelChange[],
  summary: AuditNote,
): Outcome<null> {
  const edited = new Map<string, PhoneRecord>();
  for (const { phoneId, ...change } of changes) {
    const record = edited.get(phoneId) ?? registry.directory.get(phoneId);
    if (record === null) return unknownPhone(phoneId);
    edited.set(phoneId, { ...record, ...change, isEdited: true });
  }
  const freed = freeNumbers(registry, edited);
  if (!freed.ok) return freed;
  return registry.directory.commit({ records: [...freed.value, ...edited.values()] }, () => {
    audit.append(summary);
    for (const change of changes) for (const note of notesOf(registry, change)) audit.append(note);
  });
}

/** A number that a hidden demo phone holds is taken from it: the operator cannot see whom to ask. */
function freeNumbers(registry: PhoneRegistry, edited: ReadonlyMap<string, PhoneRecord>): Outcome<PhoneRecord[]> {
  const wanted = new Map<number, PhoneRecord>();
  for (const record of edited.values()) {
    if (record.number === null) continue;
    const other = wanted.get(record.number);
    if (other !== undefined) return numberTaken(other);
    wanted.set(record.number, record);
  }
  const freed: PhoneRecord[] = [];
  for (const holder of registry.directory.all()) {
    if (edited.has(holder.phoneId) || holder.number === null || !wanted.has(holder.number)) continue;
    if (registry.isShown(holder)) return numberTaken(holder);
    freed.push({ ...holder, number: null });
  }
  return { ok: true, value: freed };
}

function numberTaken({ number, phoneId, label }: PhoneRecord): Outcome<never> {
  return fail('phone-number-taken', 'another phone has this number', { number, phoneId, label });
}

function notesOf(registry: PhoneRegistry, { phoneId, number, label, tags, note }: LabelChange): AuditNote[] {
  const before = registry.directory.get(phoneId)?.number ?? null;
  const line = (action: string, params: TextParams): AuditNote[] => [{ action, subject: phoneId, params }];
  return [
    ...(number === undefined ? [] : line('phones.setNumber', { before, number })),
    ...(label === undefined ? [] : line('phones.setLabel', { label })),
    ...(tags === undefined ? [] : line('phones.setTags', { tags: tags.join(', ') })),
    ...(note === undefined ? [] : line('phones.setNote', { length: note.length })),
  ];
}
