import {
  cureFamilies,
  type CureCode,
  type PhonePreparation,
  type PreparationCheck,
  type SkinFamily,
} from '@contract/preparation.ts';

/** One thing to be done by hand, and the phones on which it is. */
export interface CureGroup {
  readonly stepId: string;
  readonly cure: CureCode;
  /** Null where the words are the same on every phone. */
  readonly family: SkinFamily | null;
  readonly phoneIds: readonly string[];
}

/** What a person can do about the check: its own cure, else that of the last refused try. */
export function cureOf({ state, cure, fix }: PreparationCheck): CureCode | null {
  return cure ?? (state === 'ok' ? null : (fix?.cure ?? null));
}

/** The hand work of these phones; the same switch on phones of one maker is one group, however many checks want it. */
export function groupCures(lists: readonly PhonePreparation[]): CureGroup[] {
  const groups = new Map<string, Omit<CureGroup, 'phoneIds'> & { readonly phoneIds: Set<string> }>();
  for (const { phoneId, family, checks } of lists) {
    for (const check of checks) {
      const cure = cureOf(check);
      if (cure === null) continue;
      const own = ownFamily(cure, family);
      const key = isSwitch(cure) ? `${cure}/${own}` : `${check.stepId}/${cure}/${own}`;
      const group = groups.get(key) ?? { stepId: check.stepId, cure, family: own, phoneIds: new Set<string>() };
      group.phoneIds.add(phoneId);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => ({ ...group, phoneIds: [...group.phoneIds] }));
}

function ownFamily(cure: CureCode, family: SkinFamily): SkinFamily | null {
  const families: readonly SkinFamily[] = cureFamilies[cure];
  return families.includes(family) ? family : null;
}

function isSwitch(cure: CureCode): boolean {
  return cure === 'allow-input' || cure === 'allow-install' || cure === 'answer-lock-policy';
}
