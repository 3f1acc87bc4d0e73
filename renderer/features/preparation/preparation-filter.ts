import type { Phone } from '@contract/phones.ts';
import type { PreparationLine, PreparationState } from '@contract/preparation.ts';

/** What the list is narrowed to: phones with something to fix, for a hand, unknown, or that were never checked. */
export const preparationKinds = ['all', 'to-fix', 'hand', 'unknown', 'never'] as const;
export type PreparationKind = (typeof preparationKinds)[number];

export interface PreparationFilter {
  readonly kind: PreparationKind;
  readonly search: string;
}

export const openPreparationFilter: PreparationFilter = { kind: 'all', search: '' };

export type LineCell = PreparationLine['checks'][number];
export type Lines = ReadonlyMap<string, PreparationLine>;

/** Whether a phone's checklist is of that kind. */
export function isOfKind(line: PreparationLine | undefined, kind: PreparationKind): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'never':
      return line === undefined;
    case 'to-fix':
    case 'hand':
    case 'unknown':
      return line !== undefined && line.checks.some(({ state }) => state === kind);
  }
}

/** How many checks of a line are in each state. */
export function countStates(line: { readonly checks: readonly { readonly state: PreparationState }[] }) {
  const count = (wanted: PreparationState): number => line.checks.filter(({ state }) => state === wanted).length;
  return { ok: count('ok'), toFix: count('to-fix'), hand: count('hand'), unknown: count('unknown') };
}

/** The steps that at least one checked phone has; all of them while none was checked. */
export function shownSteps(stepIds: readonly string[], lines: Lines): string[] {
  if (lines.size === 0) return [...stepIds];
  const applying = new Set<string>();
  for (const { checks } of lines.values()) {
    for (const { stepId, state } of checks) if (state !== 'not-applicable') applying.add(stepId);
  }
  return stepIds.filter((stepId) => applying.has(stepId));
}

export function cellOf(line: PreparationLine | undefined, stepId: string): LineCell | null {
  return line?.checks.find((check) => check.stepId === stepId) ?? null;
}

/** Refused or not kept at the last try: a click alone will not help. */
export function isBlocked({ fixOutcome }: Pick<LineCell, 'fixOutcome'>): boolean {
  return fixOutcome === 'refused' || fixOutcome === 'not-kept' || fixOutcome === 'not-read-back';
}

/** Phones by number, those without one last, and otherwise by name. */
export function byNumberThenName(left: Phone, right: Phone): number {
  const byNumber = (left.number ?? Number.MAX_SAFE_INTEGER) - (right.number ?? Number.MAX_SAFE_INTEGER);
  return byNumber === 0 ? left.label.localeCompare(right.label, 'zh-CN') : byNumber;
}
