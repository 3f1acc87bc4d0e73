import type { AccountGround } from './account-ground.ts';
import { signalOfPrompt } from './prompt-signals.ts';

/** Rests of an older release become what they were: prompts that the messenger showed. */
export function carryRests({ store, facts, book }: Pick<AccountGround, 'store' | 'facts' | 'book'>): void {
  const rests = store.prepare<[], { accountId: string; setAt: number; code: string | null }>(
    'SELECT accountId, setAt, code FROM accountCooldown',
  );
  const found = rests.all();
  if (found.length === 0) return;
  store.transaction(() => {
    for (const { accountId, setAt: at, code } of found) {
      if (book.record(accountId) === null) continue;
      const what = { signalId: signalOfPrompt(code), tool: null, source: 'prompt', reportedBy: '' } as const;
      facts.addSignal(accountId, { ...what, at, note: code ?? '' });
      book.forget(accountId);
    }
    store.prepare('DELETE FROM accountCooldown').run();
  });
}
