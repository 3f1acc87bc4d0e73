import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPoll, splitPoll, type PollSection } from '../../../electron/devices/health/compound-poll.ts';
import { readHealth } from '../../../electron/devices/health/readings.ts';
import { claimsNoMore } from '../fixtures/parse-case.ts';
import { answerPoll, healthyOutputs } from './poll-answer.ts';

const full = buildPoll({ sdk: 28, isFull: true });
const context = {
  sentAt: 1_750_000_000_000,
  receivedAt: 1_750_000_001_000,
  previousCpuSample: null,
};

function sectionsOf(sdk: number | null): PollSection[] {
  return buildPoll({ sdk, isFull: true }).sections.map(({ section }) => section);
}

describe('the command of a poll', () => {
  it('stays under the packet size of the oldest adbd', () => {
    expect(Buffer.byteLength(full.command)).toBeLessThan(4096);
  });

  it('is marked differently every time', () => {
    expect(buildPoll({ sdk: 28, isFull: false }).mark).not.toBe(buildPoll({ sdk: 28, isFull: false }).mark);
  });

  it('is cheap between the full ones: no window, package or lock dump', () => {
    const { command, sections } = buildPoll({ sdk: 34, isFull: false });
    expect(command).not.toMatch(/dumpsys (?:window|package|lock_settings|wifi)|\bpm |getprop/);
    expect(sections.map(({ section }) => section)).not.toContain('lock-settings');
  });

  it('asks for lock settings from Android 9 on, where the dump exists', () => {
    expect(sectionsOf(27)).not.toContain('lock-settings');
    expect(sectionsOf(28)).toContain('lock-settings');
    expect(sectionsOf(null)).toContain('lock-settings');
  });

  it('never guesses at the lock by trying it', () => {
    expect(full.command).not.toMatch(/locksettings/);
  });
});

describe('taking an answer apart', () => {
  it('gives back every section with its exit code', () => {
    const outputs = splitPoll(answerPoll(full, { storage: { output: 'df: no\n', exitCode: 1 } }), full);
    expect(outputs.size).toBe(full.sections.length);
    expect(outputs.get('battery')).toEqual({ output: healthyOutputs.battery, exitCode: 0 });
    expect(outputs.get('storage')).toEqual({ output: 'df: no\n', exitCode: 1 });
  });

  it('ends the last line that a tool left open', () => {
    const outputs = splitPoll(answerPoll(full, { 'boot-id': 'abc' }), full);
    expect(outputs.get('boot-id')?.output).toBe('abc\n');
  });

  it('keeps an empty output empty', () => {
    expect(splitPoll(answerPoll(full, { trust: '' }), full).get('trust')).toEqual({ output: '', exitCode: 0 });
  });

  it('ignores noise before, between and after the sections', () => {
    const marked = answerPoll(full).replaceAll(`${full.mark}>`, `WARNING: linker: odd\n${full.mark}>`);
    const outputs = splitPoll(`hello\n${marked}bye\n`, full);
    expect(outputs).toEqual(splitPoll(answerPoll(full), full));
  });

  it('tolerates CR before every newline', () => {
    const outputs = splitPoll(answerPoll(full).replaceAll('\n', '\r\n'), full);
    expect(outputs.get('cpu')).toMatchObject({ exitCode: 0 });
    expect(readHealth(outputs, context)).toMatchObject({ battery: { percent: 80 }, storage: { totalKib: 50_000_000 } });
  });

  it('takes a section without its end mark as unknown', () => {
    const cut = answerPoll(full).replace(`${full.mark}<battery\n`, '');
    expect(splitPoll(cut, full).get('battery')).toEqual({ output: '', exitCode: null });
    expect(splitPoll(cut, full).get('power')).toMatchObject({ exitCode: 0 });
  });

  it('takes a flooded section, which lost its exit code, as unknown', () => {
    const flooded = answerPoll(full).replace(`${full.mark}=0\n${full.mark}<battery`, `${full.mark}<battery`);
    expect(splitPoll(flooded, full).get('battery')).toEqual({ output: '', exitCode: null });
  });

  it('takes a section that came twice as unknown', () => {
    const twice = answerPoll(full) + answerPoll(full, { battery: 'other\n' });
    expect(splitPoll(twice, full).get('battery')).toEqual({ output: '', exitCode: null });
  });

  it('is not misled by the marks of another poll in an output', () => {
    const other = buildPoll({ sdk: 28, isFull: true });
    const outputs = splitPoll(answerPoll(full, { trust: answerPoll(other) }), full);
    expect(outputs.get('trust')?.output).toBe(answerPoll(other));
    expect(outputs.get('battery')?.output).toBe(healthyOutputs.battery);
  });

  it('answers every asked section even when nothing came back', () => {
    const outputs = splitPoll('', full);
    expect([...outputs.keys()]).toEqual(full.sections.map(({ section }) => section));
    expect([...outputs.values()].every(({ exitCode }) => exitCode === null)).toBe(true);
  });
});

describe('a damaged answer', () => {
  const whole = readHealth(splitPoll(answerPoll(full), full), context);
  const claimed = ({ readAt: _readAt, asked: _asked, isWearNotOffered: _flag, ...values }: typeof whole): object =>
    values;

  it('cut anywhere, claims nothing that the whole one does not', () => {
    const text = answerPoll(full);
    const wrong: number[] = [];
    for (let end = 0; end < text.length; end++) {
      const readings = readHealth(splitPoll(text.slice(0, end), full), context);
      if (!claimsNoMore(claimed(readings), claimed(whole))) wrong.push(end);
    }
    expect(wrong).toEqual([]);
  });

  it('with any bytes in any section never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...full.sections), fc.uint8Array({ maxLength: 300 }), ({ section }, bytes) => {
        const text = answerPoll(full, { [section]: Buffer.from(bytes).toString('utf8') });
        readHealth(splitPoll(text, full), context);
      }),
    );
  });

  it('with its lines reordered never throws', () => {
    const lines = answerPoll(full).split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        readHealth(splitPoll(shuffled.join('\n'), full), context);
      }),
      { numRuns: 50 },
    );
  });
});
