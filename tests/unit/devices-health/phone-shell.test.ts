import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPoll, splitPoll } from '../../../electron/devices/health/compound-poll.ts';
import { identityCommand, parseIdentity } from '../../../electron/devices/identity-facts.ts';
import { quote, quoteCommand } from '../../../electron/devices/shell-quote.ts';

/** Android's own shell and tools, where this machine has them. */
function find(program: string): string | null {
  const found = spawnSync('which', [program], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

const mksh = find('mksh');
const toybox = find('toybox');
const note = mksh === null || toybox === null ? ' (skipped: no mksh and toybox on this machine)' : '';

describe('quoting', () => {
  it('leaves plain words readable', () => {
    expect(quoteCommand(['pm', 'path', 'com.tencent.mm'])).toBe('pm path com.tencent.mm');
  });

  it('protects quotes, dollars, newlines and nothing at all', () => {
    expect(quote("it's $HOME\n")).toBe("'it'\\''s $HOME\n'");
    expect(quote('')).toBe("''");
    expect(quote('~')).toBe("'~'");
  });

  it('refuses NUL, which no command line can carry', () => {
    expect(() => quote('a\0b')).toThrow(RangeError);
  });
});

describe.skipIf(mksh === null || toybox === null)(`mksh with toybox${note}`, () => {
  let bin = '';

  beforeAll(() => {
    bin = mkdtempSync(join(tmpdir(), 'phone-shell-'));
    for (const tool of ['cat', 'date', 'df', 'grep', 'head', 'printf', 'yes'])
      symlinkSync(toybox ?? '', join(bin, tool));
    const tools = {
      dumpsys:
        'case $1 in battery) echo "level: 5";; power) echo "  mWakefulness=Awake"; echo other;; trust) yes flood | head -n 5000;; *) echo "Can\'t find service: $1" >&2; exit 1;; esac',
      getprop:
        'echo "[ro.product.model]: [Redmi 7]"; echo "[ro.boot.jiqun.virtual]: [1]"; echo "[ro.ril.miui.imei0]: [1]"',
      wm: 'echo "Physical size: 720x1520"',
      ip: 'printf "22: wlan0    inet 192.168.43.17/24 scope global"',
      pm: 'exit 1',
    };
    for (const [name, script] of Object.entries(tools)) {
      writeFileSync(join(bin, name), `#!${mksh}\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
  });

  afterAll(() => rmSync(bin, { recursive: true, force: true }));

  function run(command: string): string {
    return execFileSync(mksh ?? '', ['-c', command], { env: { PATH: bin }, encoding: 'utf8', timeout: 20_000 });
  }

  it('takes every quoted word back as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((word) => !word.includes('\0') && word.isWellFormed()),
        (word) => {
          expect(run(`printf %s ${quote(word)}`)).toBe(word);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('runs a full poll with the exit code of every tool', () => {
    const poll = buildPoll({ sdk: 28, isFull: true });
    const outputs = splitPoll(run(poll.command), poll);
    expect(outputs.get('battery')).toEqual({ output: 'level: 5\n', exitCode: 0 });
    expect(outputs.get('power')).toEqual({ output: '  mWakefulness=Awake\n', exitCode: 0 });
    expect(outputs.get('lock-settings')).toEqual({ output: "Can't find service: lock_settings\n", exitCode: 1 });
    expect(outputs.get('addresses')?.output).toBe('22: wlan0    inet 192.168.43.17/24 scope global\n');
    expect(outputs.get('package-path')).toEqual({ output: '', exitCode: 1 });
    expect(outputs.get('memory')?.output).toMatch(/^MemTotal:/);
    expect(outputs.get('clock')?.output).toMatch(/^\d{10}\n\d{10}\.\d{6}\n$/);
  });

  it('cuts a flooding tool and knows that it did', () => {
    const poll = buildPoll({ sdk: 28, isFull: true });
    const flooded = { ...poll, command: poll.command.replace("dumpsys trust|grep -F '(current)'", 'dumpsys trust') };
    expect(flooded.command).not.toBe(poll.command);
    const text = run(flooded.command);
    expect(text.length).toBeLessThan(20_000);
    expect(splitPoll(text, poll).get('trust')).toEqual({ output: '', exitCode: null });
    expect(splitPoll(text, poll).get('window-policy')).toMatchObject({ exitCode: 1 });
  });

  it('answers the identity question without the IMEI', () => {
    const text = run(identityCommand);
    expect(text).not.toContain('imei');
    expect(parseIdentity(text)).toMatchObject({
      facts: { model: 'Redmi 7', screen: '720x1520' },
      isVirtual: true,
    });
  });
});
