import { useCallback, useMemo, useState } from 'react';

/** The accounts that are chosen on the board. */
export interface Picks {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (accountId: string) => void;
  readonly set: (accountIds: readonly string[], isOn: boolean) => void;
  readonly end: () => void;
}

/** Null while nobody chooses: a click on a card opens its page. */
export function usePicks(): { readonly picks: Picks | null; readonly begin: () => void } {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null);
  const set = useCallback((accountIds: readonly string[], isOn: boolean) => {
    setIds((before) => changed(before, accountIds, () => isOn));
  }, []);
  const toggle = useCallback((accountId: string) => {
    setIds((before) => changed(before, [accountId], (isPicked) => !isPicked));
  }, []);
  const begin = useCallback(() => setIds(new Set()), []);
  const end = useCallback(() => setIds(null), []);
  const picks = useMemo(() => (ids === null ? null : { ids, toggle, set, end }), [ids, toggle, set, end]);
  return { picks, begin };
}

function changed(
  before: ReadonlySet<string> | null,
  accountIds: readonly string[],
  isOnAfter: (isPicked: boolean) => boolean,
): ReadonlySet<string> | null {
  if (before === null) return null;
  const next = new Set(before);
  for (const accountId of accountIds) {
    if (isOnAfter(before.has(accountId))) next.add(accountId);
    else next.delete(accountId);
  }
  return next;
}
