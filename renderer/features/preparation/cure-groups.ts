import type { CureCode, PhonePreparation, PreparationCheck, SkinFamily } from '@contract/preparation.ts';

/** One thing to be done by hand, and the phones on which it is. */
export interface CureGroup {
  readonly stepId: string;
  readonly cure: CureCode;
  readonly family: SkinFamily;
  readonly phoneIds: readonly string[];
}

/** What a person can do about the check: its own cure, else that of the last refused try. */
export function cureOf({ state, cure, fix }: PreparationCheck): CureCode | null {
  return cure ?? (state === 'ok' ? null : (fix?.cure ?? null));
}

/** The hand work of these phones; the same switch on phones of one maker is one group, however many checks want it. */
export function groupCures(lists: readonly PhonePreparation[]): CureGroup[] {
  const groups = new Map<string, { stepId: string; cure: CureCode; family: SkinFamily; phoneIds: Set<string> }>();
  for (const { phoneId, family, checks } of lists) {
    for (const check of checks) {
      const cure = cureOf(check);
      if (cure === null) continue;
      const key = isSwitch(cure) ? `${cure}/${family}` : `${check.stepId}/${cure}/${family}`;
      const group = groups.get(key) ?? { stepId: check.stepId, cure, family, phoneIds: new Set<string>() };
      group.phoneIds.add(phoneId);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => ({ ...group, phoneIds: [...group.phoneIds] }));
}

function isSwitch(cure: CureCode): boolean {
  return cure === 'allow-input' || cure === 'allow-install' || cure === 'answer-lock-policy';
}
