import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Phone, PhoneState, TextParams } from '../../contract/phones.ts';
import type { ScheduleKind } from '../../schedules/schedule-kind.ts';
import type { Devices } from '../devices.ts';

export interface HealthSweepDeps {
  readonly phones: Pick<Devices['phones'], 'list' | 'get' | 'checkHealth'>;
}

/** Phones that answer: those are asked. */
const askable: ReadonlySet<PhoneState> = new Set<PhoneState>(['ready', 'busy']);
/** Phones that nobody expects to answer. */
const leftAlone: ReadonlySet<PhoneState> = new Set<PhoneState>(['absent', 'set-aside']);

/** Checks the health of every attached phone at once, whenever its own next check would have been due. */
export function createHealthSweepKind({ phones }: HealthSweepDeps): ScheduleKind {
  return {
    kind: 'health-sweep',
    isReady: () => phones.list().some(({ state }) => askable.has(state)),
    run: async (signal) => {
      const attached = phones.list().filter(({ state }) => !leftAlone.has(state));
      const asked = attached.filter(({ state }) => askable.has(state));
      const answers = await untilStopped(Promise.all(asked.map(({ phoneId }) => phones.checkHealth(phoneId))), signal);
      if (answers === null) return fail('aborted', 'it was told to stop');
      const checked = asked.filter((_phone, index) => answers[index]?.ok === true);
      return succeed(figuresOf(attached, checked, (phoneId) => phones.get(phoneId)));
    },
  };
}

function figuresOf(
  attached: readonly Phone[],
  checked: readonly Phone[],
  phoneOf: (phoneId: string) => Phone | null,
): TextParams {
  const worst = checked.map(({ phoneId }) => worstOf(phoneOf(phoneId)));
  return {
    checkedCount: checked.length,
    unheardCount: attached.length - checked.length,
    badCount: worst.filter((verdict) => verdict === 'bad').length,
    warnCount: worst.filter((verdict) => verdict === 'warn').length,
  };
}

function worstOf(phone: Phone | null): 'bad' | 'warn' | 'fine' {
  const verdicts = new Set((phone?.health.checks ?? []).map(({ verdict }) => verdict));
  if (verdicts.has('bad')) return 'bad';
  return verdicts.has('warn') ? 'warn' : 'fine';
}

/** Null when the signal fired first: polls end by themselves, and what they read is kept all the same. */
function untilStopped(
  work: Promise<readonly Outcome<null>[]>,
  signal: AbortSignal,
): Promise<readonly Outcome<null>[] | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(null);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
