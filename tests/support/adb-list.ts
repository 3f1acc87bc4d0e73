import { expect } from 'vitest';
import { askAdbServer } from '../../simulator/desk/adb-request.ts';

/** What an adb server says about each phone: state by serial. */
export async function readStates(port: number): Promise<ReadonlyMap<string, string>> {
  const { text } = await askAdbServer(port, 'host:devices', 5_000);
  const rows = text.split('\n').filter((row) => row !== '');
  return new Map(rows.map((row): [string, string] => [row.split('\t')[0] ?? '', row.split('\t')[1] ?? '']));
}

/** Waits until the server lists a phone in a state; `absent` waits for the row to go. */
export async function expectState(port: number, serial: string, state: string, timeoutMs = 20_000): Promise<void> {
  await expect
    .poll(async () => (await readStates(port)).get(serial) ?? 'absent', { timeout: timeoutMs, interval: 50 })
    .toBe(state);
}
