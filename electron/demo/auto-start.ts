/** What the desk remembers of the demo switch. `undecided` until somebody touched it. */
export type DemoWish =
  | { readonly kind: 'undecided' }
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly phoneCount: number };

/** How many virtual phones a newcomer without any phone gets. */
export const firstStartCount = 6;

export interface AutoStartFacts {
  /** Asked for on the command line; null: not asked. */
  readonly override: number | null;
  readonly wish: DemoWish;
  /** Real phones attached now or remembered from before. */
  readonly realPhoneCount: number;
}

/**
 * How many virtual phones start by themselves; 0 for none. The command line wins, then the operator's switch; a
 * desk where neither has spoken gets the demo only while it has never seen a real phone.
 */
export function countToStart({ override, wish, realPhoneCount }: AutoStartFacts): number {
  if (override !== null) return override;
  if (wish.kind === 'on') return wish.phoneCount;
  return wish.kind === 'undecided' && realPhoneCount === 0 ? firstStartCount : 0;
}
