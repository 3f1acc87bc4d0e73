import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { PhoneAct, TextParams } from '../../contract/phones.ts';
import type { Handlers } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import { mergeRecords } from '../registry/phone-identification.ts';
import type { BoundRoute, PhoneRecord } from '../registry/phone-record.ts';
import type { PhoneRegistry } from '../registry/phone-registry.ts';
import type { EventLog } from '../sessions/event-log.ts';
import { runBatch, unknownPhone } from './batch.ts';

export interface PhoneEditsDeps {
  readonly registry: PhoneRegistry;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly events: EventLog;
}

type EditName =
  | 'phones.setLabel'
  | 'phones.setNumber'
  | 'phones.setTags'
  | 'phones.setNote'
  | 'phones.setExpected'
  | 'phones.setAside'
  | 'phones.forget'
  | 'phones.answerIdentity';

/** What an operator writes about phones. Change and audit line are one transaction. */
export function createPhoneEdits(deps: PhoneEditsDeps): Handlers<EditName> {
  const { registry } = deps;
  return {
    'phones.setLabel': async ({ phoneId, label }) =>
      edit(deps, 'phones.setLabel', { phoneId, params: { label: label.trim() } }, { label: label.trim() }),
    'phones.setNumber': async ({ phoneId, number }) => setNumber(deps, phoneId, number),
    'phones.setTags': async ({ phoneId, tags }) => {
      const unique = [...new Set(tags.map((tag) => tag.trim()))].filter((tag) => tag !== '');
      return edit(deps, 'phones.setTags', { phoneId, params: { tags: unique.join(', ') } }, { tags: unique });
    },
    'phones.setNote': async ({ phoneId, note }) =>
      edit(deps, 'phones.setNote', { phoneId, params: { length: note.length } }, { note }),
    'phones.setExpected': async ({ phoneIds, isExpected }) =>
      succeed(
        await runBatch(phoneIds, async (phoneId) =>
          edit(deps, 'phones.setExpected', { phoneId, params: { isExpected } }, { isExpected }),
        ),
      ),
    'phones.setAside': async ({ phoneIds, isSetAside }) =>
      succeed(
        await runBatch(phoneIds, async (phoneId) =>
          noted(
            deps,
            phoneId,
            'set-aside',
            edit(deps, 'phones.setAside', { phoneId, params: { isSetAside } }, { isSetAside }),
          ),
        ),
      ),
    'phones.forget': async ({ phoneIds }) =>
      succeed(await runBatch(phoneIds, async (phoneId) => forget(deps, phoneId))),
    'phones.answerIdentity': async ({ phoneId, otherPhoneId, isSamePhone }) => {
      const record = registry.directory.get(phoneId);
      const other = registry.directory.get(otherPhoneId);
      if (record === null || other === null) return unknownPhone(record === null ? phoneId : otherPhoneId);
      const answered = isSamePhone ? joinPhones(deps, record, other) : keepApart(deps, record, other);
      return noted(deps, otherPhoneId, 'identity', answered);
    },
  };
}

function noted({ events }: PhoneEditsDeps, phoneId: string, act: PhoneAct, outcome: Outcome<null>): Outcome<null> {
  events.note(phoneId, 'act', { act, code: outcome.ok ? null : outcome.error.code });
  return outcome;
}

function edit(
  { registry, audit }: PhoneEditsDeps,
  action: EditName,
  { phoneId, params }: { readonly phoneId: string; readonly params: TextParams },
  change: Partial<PhoneRecord>,
): Outcome<null> {
  const record = registry.directory.get(phoneId);
  if (record === null) return unknownPhone(phoneId);
  return registry.directory.commit({ records: [{ ...record, ...change, isEdited: true }] }, () => {
    audit.append({ action, subject: phoneId, params });
  });
}

/** A number that a hidden demo phone holds is taken from it: the operator cannot see whom to ask. */
function setNumber({ registry, audit }: PhoneEditsDeps, phoneId: string, number: number | null): Outcome<null> {
  const record = registry.directory.get(phoneId);
  if (record === null) return unknownPhone(phoneId);
  const holders = [...registry.directory.all()].filter((other) => number !== null && other.number === number);
  const holder = holders.find((other) => other.phoneId !== phoneId) ?? null;
  if (holder !== null && registry.isShown(holder)) {
    const detail = { number, phoneId: holder.phoneId, label: holder.label };
    return fail('phone-number-taken', 'another phone has this number', detail);
  }
  const freed = holder === null ? [] : [{ ...holder, number: null }];
  return registry.directory.commit({ records: [...freed, { ...record, number, isEdited: true }] }, () => {
    audit.append({ action: 'phones.setNumber', subject: phoneId, params: { before: record.number, number } });
  });
}

/** Only a phone that nothing reaches: one that is plugged in would be back in the same second. */
function forget({ registry, audit }: PhoneEditsDeps, phoneId: string): Outcome<null> {
  const record = registry.directory.get(phoneId);
  if (record === null) return unknownPhone(phoneId);
  if (isLive(registry, record)) {
    return fail('phone-busy', 'the phone is still connected', { phoneId, rule: 'still-connected' });
  }
  return registry.directory.commit({ removedIds: [phoneId] }, () => {
    const params = { number: record.number, label: record.label, model: record.facts.model };
    audit.append({ action: 'phones.forget', subject: phoneId, params });
  });
}

/** `record` goes into `other`, which keeps its id, label and number. */
function joinPhones(
  { registry, audit, clock }: PhoneEditsDeps,
  record: PhoneRecord,
  other: PhoneRecord,
): Outcome<null> {
  if (record.phoneId === other.phoneId || record.identityKey !== other.identityKey) {
    return fail('invalid-input', 'phones of different serial or model are not one', { rule: 'different-identity' });
  }
  if (areProvenApart(registry, record, other)) {
    return fail('invalid-input', 'both run at this moment with different boot ids', { rule: 'both-running' });
  }
  const joined = {
    ...mergeRecords(other, record, clock.now()),
    routes: [...other.routes, ...boundByOperator(record.routes)],
    isEdited: true,
  };
  return registry.directory.commit({ records: [joined], removedIds: [record.phoneId] }, () => {
    const params = { otherPhoneId: record.phoneId, isSamePhone: true };
    audit.append({ action: 'phones.answerIdentity', subject: other.phoneId, params });
  });
}

/** The answer is remembered by binding each phone to the routes that it is on now. */
function keepApart({ registry, audit }: PhoneEditsDeps, record: PhoneRecord, other: PhoneRecord): Outcome<null> {
  const records = [settled(record, other.phoneId), settled(other, record.phoneId)];
  return registry.directory.commit({ records }, () => {
    const params = { otherPhoneId: other.phoneId, isSamePhone: false };
    audit.append({ action: 'phones.answerIdentity', subject: record.phoneId, params });
  });
}

function settled(phone: PhoneRecord, otherId: string): PhoneRecord {
  return {
    ...phone,
    isEdited: true,
    question: phone.question?.otherPhoneId === otherId ? null : phone.question,
    routes: boundByOperator(phone.routes),
  };
}

function boundByOperator(routes: readonly BoundRoute[]): BoundRoute[] {
  const bound: BoundRoute[] = [];
  for (const route of routes) bound.push({ ...route, boundBy: 'operator' });
  return bound;
}

function isLive(registry: PhoneRegistry, record: PhoneRecord): boolean {
  return record.routes.some(({ routeId }) => registry.sighting(routeId) !== null);
}

function areProvenApart(registry: PhoneRegistry, one: PhoneRecord, other: PhoneRecord): boolean {
  const bootsOf = (record: PhoneRecord): (string | null)[] =>
    record.routes
      .map(({ routeId }) => registry.sighting(routeId))
      .filter((sighting) => sighting?.trust === 'answering')
      .map((sighting) => sighting?.reading?.bootId ?? null);
  const otherBoots = bootsOf(other);
  return bootsOf(one).some((boot) => boot !== null && otherBoots.some((seen) => seen !== null && seen !== boot));
}
