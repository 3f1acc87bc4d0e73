import { expect, test } from 'vitest';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import { createHealthSweepKind } from '../../../electron/devices/health/health-sweep.ts';
import { makePhone } from '../../support/live-phone.ts';

const note = { scheduleId: 1, runId: 1, title: '体检', by: '小王', windowEndAt: null };

/** Phones in these states, and which of them were asked. */
class PaperDesk {
  readonly asked: string[] = [];
  readonly #phones: readonly Phone[];
  answer: (phoneId: string) => Promise<Outcome<null>> = async () => succeed(null);

  constructor(states: readonly Phone['state'][]) {
    this.#phones = states.map((state, index) => makePhone({ phoneId: `${index + 1}-${state}`, state }));
  }

  list(): Phone[] {
    return [...this.#phones];
  }

  get(phoneId: string): Phone | null {
    return this.#phones.find((phone) => phone.phoneId === phoneId) ?? null;
  }

  checkHealth(phoneId: string): Promise<Outcome<null>> {
    this.asked.push(phoneId);
    return this.answer(phoneId);
  }
}

test('every phone that answers is checked, those that are attached and silent are counted, the others left alone', async () => {
  const phones = new PaperDesk(['ready', 'busy', 'offline', 'unauthorized', 'absent', 'set-aside']);
  phones.answer = async (phoneId) => (phoneId.startsWith('2') ? fail('timeout', 'it hangs') : succeed(null));
  const ran = await createHealthSweepKind({ phones }).run(new AbortController().signal, 0, note);
  expect(phones.asked).toEqual(['1-ready', '2-busy']);
  expect(ran).toEqual(succeed({ checkedCount: 1, unheardCount: 3, badCount: 0, warnCount: 0 }));
});

test('it is not ready while no phone answers', () => {
  const away = createHealthSweepKind({ phones: new PaperDesk(['absent', 'set-aside', 'offline']) });
  expect(away.isReady?.()).toBe(false);
  const there = createHealthSweepKind({ phones: new PaperDesk(['absent', 'busy']) });
  expect(there.isReady?.()).toBe(true);
});

test('told to stop it waits for no phone that hangs', async () => {
  const phones = new PaperDesk(['ready']);
  phones.answer = () => new Promise(() => undefined);
  const stop = new AbortController();
  const running = createHealthSweepKind({ phones }).run(stop.signal, 0, note);
  stop.abort();
  expect(await running).toMatchObject({ error: { code: 'aborted' } });
});
