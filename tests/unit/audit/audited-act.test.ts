import { expect, test } from 'vitest';
import { runAudited } from '../../../electron/audit/audited-act.ts';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { AuditEntry } from '../../../electron/contract/audit.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const note = { action: 'phones.reboot', subject: 'phone-1', params: { number: 7 } };

function bench({ isFull = false } = {}) {
  const lines: AuditNote[] = [];
  const append = (line: AuditNote): AuditEntry => {
    if (isFull) throw new StoreError({ code: 'disk-full', message: 'no space' }, null);
    lines.push(line);
    return { seq: lines.length, at: 0, operatorId: null, operatorName: null, hash: '', ...line };
  };
  return { lines, deps: { store: openTestStore([]), audit: { append } } };
}

test('an act stands between the line that it was asked for and the line of what came of it', async () => {
  const { lines, deps } = bench();
  const seen: number[] = [];
  await runAudited(deps, note, async () => {
    seen.push(lines.length);
    return succeed(null);
  });
  expect(seen).toEqual([1]);
  expect(lines.map(({ params }) => params)).toEqual([
    { number: 7, step: 'asked' },
    { number: 7, step: 'done' },
  ]);
});

test('a failed act says so with its code', async () => {
  const { lines, deps } = bench();
  await runAudited(deps, note, async () => fail('phone-not-ready', 'gone'));
  expect(lines.at(-1)?.params).toEqual({ number: 7, step: 'failed', error: 'phone-not-ready' });
});

test('an act that the log cannot hold is not done', async () => {
  const { deps } = bench({ isFull: true });
  let isDone = false;
  const outcome: Outcome<null> = await runAudited(deps, note, async () => {
    isDone = true;
    return succeed(null);
  });
  expect(outcome).toMatchObject({ ok: false, error: { code: 'disk-full' } });
  expect(isDone).toBe(false);
});
