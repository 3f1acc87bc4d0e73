import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../electron/app/flags.ts';

const parse = (...argv: string[]) => {
  const result = parseFlags(argv);
  if (!result.ok) throw new Error(result.message);
  return result.flags;
};

describe('command line flags', () => {
  it('asks for nothing special when none is given', () => {
    expect(parse()).toMatchObject({ dataFolder: null, phones: null, isOnce: false, reportsReady: false });
  });

  it('reads a value after the name and after an equals sign', () => {
    expect(parse('--phones', '20', '--data=/d e').phones).toBe(20);
    expect(parse('--phones', '20', '--data=/d e').dataFolder).toBe('/d e');
  });

  it('reads the seed of the virtual phones', () => {
    expect(parse('--seed=7').seed).toBe(7);
    expect(parse().seed).toBeNull();
  });

  it('lets the last of two equal flags win', () => {
    expect(parse('--phones=3', '--phones', '4').phones).toBe(4);
  });

  it('reports readiness whenever it is to run once', () => {
    expect(parse('--once').reportsReady).toBe(true);
  });

  it('leaves flags of Chromium alone', () => {
    expect(parse('--no-sandbox', '--remote-debugging-port=0').phones).toBeNull();
  });

  it.each([
    ['--phones', 'many'],
    ['--phones', '-1'],
    ['--phones', '201'],
    ['--seed', '0'],
    ['--adb-port', '0'],
    ['--adb-port=70000'],
  ])('refuses %s %s and names the flag', (...argv) => {
    const result = parseFlags(argv);
    expect(result.ok).toBe(false);
    expect(result.ok ? '' : result.message).toContain(argv[0]?.split('=')[0]);
  });

  it('refuses a flag whose value is missing', () => {
    expect(parseFlags(['--data']).ok).toBe(false);
  });
});
