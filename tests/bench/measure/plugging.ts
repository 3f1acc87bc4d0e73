import type { DeviceList } from './device-list.ts';
import type { DeskPhone, PhoneDesk } from './phone-desk.ts';

/** What a row is waited for to be; without a row a phone is absent. */
export type RowWish = 'present' | 'absent' | 'ready' | 'not-ready';

/** Where rows are seen: the deltas that leave a console, or its page. */
export interface RowWatch {
  /** When the phone's row is next, or already, what is wished; epoch ms. */
  waitFor(phone: DeskPhone, wish: RowWish): Promise<number>;
}

/** Whether a state is what is wished. */
export function isWished(wish: RowWish, state: string): boolean {
  switch (wish) {
    case 'present':
      return state !== 'absent';
    case 'absent':
      return state === 'absent';
    case 'ready':
      return state === 'ready';
    case 'not-ready':
      return state !== 'ready' && state !== 'busy';
  }
}

export interface Plugging {
  readonly desk: PhoneDesk;
  readonly list: DeviceList;
  readonly rows: RowWatch;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

export interface PluggingTimes {
  /** From adb's list having the phone to its row being visible, ms, one for each time. */
  readonly shown: readonly number[];
  /** From adb's list having lost it to its row saying so. */
  readonly gone: readonly number[];
  /** From adb's list having it to its row being `ready`. */
  readonly ready: readonly number[];
}

const longestPauseMs = 200;
const stepLimitMs = 30_000;

/** Plugs phones in and out one after another, each at a random moment of whatever rhythm the console has. */
export async function measurePlugging(plugging: Plugging, times: number): Promise<PluggingTimes> {
  const { desk, list, rows, signal } = plugging;
  const shown: number[] = [];
  const gone: number[] = [];
  const ready: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    signal.throwIfAborted();
    const phone = desk.phones[turn % desk.phones.length];
    if (phone === undefined) throw new Error('the desk has no phones');
    await pauseRandomly(plugging);
    const seen = await within('plug in', {
      'adb lists it': list.waitFor(phone.address, 'present'),
      'row visible': rows.waitFor(phone, 'present'),
      'row ready': rows.waitFor(phone, 'ready'),
      'adb answers': desk.plugIn(phone),
    });
    shown.push(seen('row visible') - seen('adb lists it'));
    ready.push(seen('row ready') - seen('adb lists it'));
    await pauseRandomly(plugging);
    const lost = await within('unplug', {
      'adb has lost it': list.waitFor(phone.address, 'absent'),
      'row absent': rows.waitFor(phone, 'absent'),
      'adb answers': desk.unplug(phone),
    });
    gone.push(lost('row absent') - lost('adb has lost it'));
  }
  return { shown, gone, ready };
}

/** When each of these was seen, by its name; or an error that names the step and what of it did not come in time. */
export async function within<Name extends string>(
  step: string,
  parts: Readonly<Record<Name, Promise<number | void>>>,
): Promise<(name: Name) => number> {
  const waiting = new Set(Object.keys(parts));
  const seenAt = new Map<string, number>();
  const watch = async ([name, part]: [string, Promise<number | void>]): Promise<void> => {
    seenAt.set(name, (await part) ?? Date.now());
    waiting.delete(name);
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const tell = (): void =>
      reject(new Error(`${step}: not seen within ${stepLimitMs} ms: ${[...waiting].join(', ')}`));
    timer = setTimeout(tell, stepLimitMs);
  });
  try {
    await Promise.race([Promise.all(Object.entries<Promise<number | void>>(parts).map(watch)), late]);
    return (name) => seenAt.get(name) ?? Number.NaN;
  } finally {
    clearTimeout(timer);
  }
}

function pauseRandomly({ random }: Plugging): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, random() * longestPauseMs));
}
