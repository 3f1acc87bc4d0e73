import type { SheetAct, SheetRow } from '@contract/account-calendar.ts';
import type { GateView } from '@contract/board-card.ts';
import { planDayOf } from '../../format/plan-times.ts';
import type { Blocked } from '../growth-why/why-words.ts';

/** The accounts of one person. */
export interface CustodianPart {
  readonly custodian: string;
  readonly rows: readonly SheetRow[];
}

/** By custodian in the order of the sheet; accounts that nobody keeps come last. `only`: one of them alone. */
export function partsOf(rows: readonly SheetRow[], only: string | null): readonly CustodianPart[] {
  const parts = [...Map.groupBy(rows, ({ custodian }) => custodian)].map(([custodian, found]) => ({
    custodian,
    rows: found,
  }));
  const shown = parts.filter(({ custodian }) => only === null || custodian === only);
  return shown.toSorted((one, other) => Number(one.custodian === '') - Number(other.custodian === ''));
}

/** What may be done on the sheet's day, at once or from later that day on, and what may not. */
export function actsOf(
  { acts }: SheetRow,
  day: string,
): { readonly open: readonly SheetAct[]; readonly shut: readonly SheetAct[] } {
  const isOpen = ({ gate: { kind, untilAt } }: SheetAct): boolean =>
    kind === 'allowed' || (untilAt !== null && planDayOf(untilAt) === day);
  return { open: acts.filter(isOpen), shut: acts.filter((act) => !isOpen(act)) };
}

/** What is closed for the same reason until the same moment stands together: one line instead of a dozen. */
export function shutTogether(
  shut: readonly SheetAct[],
): readonly { readonly acts: readonly SheetAct[]; readonly blocked: Blocked }[] {
  const groups = Map.groupBy(shut, ({ gate }) => JSON.stringify([gate.reason, gate.untilAt, gate.kind]));
  return [...groups.values()].flatMap((acts) => {
    const [first] = acts;
    const blocked = first === undefined ? null : blockedGate(first.gate);
    return blocked === null ? [] : [{ acts, blocked }];
  });
}

/** What the gate said of an action, for people; null where it is allowed. */
export function blockedGate({ kind, reason, detail, path, untilAt }: GateView): Blocked | null {
  if (reason === null) return null;
  return { code: reason, detail: path === null ? detail : { ...detail, path }, untilAt, isNever: kind === 'never' };
}
