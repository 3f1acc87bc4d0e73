import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { TextParams } from '../../contract/phones.ts';
import type { Handlers, ProcedureInput, ProcedureName } from '../../contract/procedures.ts';
import type { ShiftCheck } from '../../contract/shift.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Store } from '../../store/store.ts';
import type { Devices } from '../devices.ts';
import { callRoll } from './roll-call.ts';
import { describeCheck, withMarks, type ShiftRecord } from './shift-record.ts';
import { ShiftStore } from './shift-store.ts';

export interface ShiftDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditPort;
  readonly devices: { readonly phones: Pick<Devices['phones'], 'list'>; readonly hosts: Pick<Devices['hosts'], 'get'> };
  /** Name of whoever answers for the acts now; the procedures that need one are refused before they come here. */
  readonly operatorName: () => string | null;
}

type ShiftProcedure = Extract<ProcedureName, `shift.${string}`>;

/** Shift check-in: the desk is counted, who is missing is accounted for, and somebody signs for it. */
export class ShiftChecks {
  readonly handlers: Handlers<ShiftProcedure>;
  readonly #deps: ShiftDeps;
  readonly #checks: ShiftStore;

  constructor(deps: ShiftDeps) {
    this.#deps = deps;
    this.#checks = new ShiftStore(deps.store);
    this.handlers = {
      'shift.open': async () => this.#open(),
      'shift.mark': async (input) => this.#mark(input),
      'shift.markRest': async (input) => this.#markRest(input),
      'shift.sign': async (input) => this.#sign(input),
      'shift.drop': async ({ checkId }) => this.#drop(checkId),
      'shift.get': async ({ checkId }) => succeed(this.#find(checkId)),
      'shift.list': async ({ beforeId, limit }) => succeed(this.#checks.page(beforeId, limit)),
    };
  }

  #open(): Outcome<ShiftCheck> {
    const { clock, devices } = this.#deps;
    const before = this.#checks.open();
    const roll = callRoll(devices.phones.list(), (hostId) => devices.hosts.get(hostId));
    const lastSigned = before ?? this.#checks.signedBefore(Number.MAX_SAFE_INTEGER);
    const counted = {
      openedAt: clock.now(),
      openedBy: this.#operatorName(),
      signedAt: null,
      signedBy: null,
      onlineCount: roll.onlineCount,
      expectedIds: roll.expectedIds,
      missing: withMarks(roll, lastSigned?.missing ?? []),
      note: before?.note ?? '',
    };
    const params = {
      expected: counted.expectedIds.length,
      online: counted.onlineCount,
      missing: counted.missing.length,
    };
    return this.#write('shift.open', params, () => {
      if (before === null) return this.#checks.add(counted);
      const record = { ...counted, checkId: before.checkId };
      this.#checks.save(record);
      return record;
    });
  }

  #mark({ checkId, phoneId, mark, note }: ProcedureInput<'shift.mark'>): Outcome<ShiftCheck> {
    const record = this.#openCheck(checkId);
    if (record === null) return noSuchCheck(checkId);
    const phone = record.missing.find((candidate) => candidate.phoneId === phoneId);
    if (phone === undefined) {
      return fail('invalid-input', 'the phone is not missing in this check', {
        field: 'phoneId',
        rule: 'missing-phone',
      });
    }
    const missing = record.missing.map((other) => (other === phone ? { ...phone, mark, note } : other));
    return this.#save('shift.mark', { ...record, missing }, { number: phone.number, mark });
  }

  #markRest({ checkId, mark }: ProcedureInput<'shift.markRest'>): Outcome<ShiftCheck> {
    const record = this.#openCheck(checkId);
    if (record === null) return noSuchCheck(checkId);
    const count = record.missing.filter((phone) => phone.mark === null).length;
    if (count === 0) return succeed(this.#describe(record));
    const missing = record.missing.map((phone) => (phone.mark === null ? { ...phone, mark } : phone));
    return this.#save('shift.markRest', { ...record, missing }, { count, mark });
  }

  #sign({ checkId, signature, note }: ProcedureInput<'shift.sign'>): Outcome<ShiftCheck> {
    const record = this.#openCheck(checkId);
    if (record === null) return noSuchCheck(checkId);
    const name = this.#operatorName();
    if (signature.normalize('NFKC').trim() !== name.normalize('NFKC').trim()) {
      return fail('invalid-input', 'a check is signed with the own name', {
        field: 'signature',
        rule: 'own-name',
        name,
      });
    }
    const signed = { ...record, note, signedAt: this.#deps.clock.now(), signedBy: name };
    const params = {
      checkId,
      expected: record.expectedIds.length,
      online: record.onlineCount,
      missing: record.missing.length,
    };
    return this.#save('shift.sign', signed, params);
  }

  #drop(checkId: number): Outcome<null> {
    const record = this.#openCheck(checkId);
    if (record === null) return noSuchCheck(checkId);
    return this.#deps.store.write(() => {
      this.#checks.remove(checkId);
      this.#deps.audit.append({ action: 'shift.drop', subject: null, params: { checkId } });
      return null;
    });
  }

  #find(checkId: number | null): ShiftCheck | null {
    const record = checkId === null ? this.#checks.open() : this.#checks.get(checkId);
    return record === null ? null : this.#describe(record);
  }

  #openCheck(checkId: number): ShiftRecord | null {
    const record = this.#checks.get(checkId);
    return record === null || record.signedAt !== null ? null : record;
  }

  #save(action: string, record: ShiftRecord, params: TextParams): Outcome<ShiftCheck> {
    return this.#write(action, params, () => {
      this.#checks.save(record);
      return record;
    });
  }

  /** The change and its line in the log stand or fall together. */
  #write(action: string, params: TextParams, work: () => ShiftRecord): Outcome<ShiftCheck> {
    return this.#deps.store.write(() => {
      const record = work();
      this.#deps.audit.append({ action, subject: null, params });
      return this.#describe(record);
    });
  }

  #describe(record: ShiftRecord): ShiftCheck {
    return describeCheck(record, this.#checks.signedBefore(record.checkId));
  }

  #operatorName(): string {
    return this.#deps.operatorName() ?? '';
  }
}

function noSuchCheck(checkId: number): Outcome<never> {
  return fail('shift-check-missing', 'no open check has this number', { checkId });
}
