import { randomBytes } from 'node:crypto';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import {
  buildCompoundCommand,
  splitCompoundOutput,
  type CommandSection,
  type SectionOutput,
} from '../health/compound-command.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';
import type { Answers, Reading } from './step.ts';

/** The packet size of the oldest adbd is 4096 bytes. */
const longestCommand = 3600;
const timeoutMs = 25_000;
const defaultLineLimit = 40;
const notGiven: SectionOutput = { output: '', exitCode: null };

/**
 * Asks the phone for all of these, each command once, in as few shell calls as fit. A call that fails leaves its
 * answers out; when none succeeds the first fault is the answer.
 */
export async function askPhone(
  link: PhoneLink,
  readings: readonly Reading[],
  signal: AbortSignal,
): Promise<Outcome<Answers>> {
  const given = new Map<string, SectionOutput>();
  const sections = sectionsOf(readings);
  let fault: Fault | null = null;
  let hasAnswer = sections.length === 0;
  for (const part of splitIntoCalls(sections)) {
    const asked = await askPart(link, part, signal);
    if (signal.aborted) return fail('aborted', 'given up while the phone was asked');
    if (!asked.ok) fault ??= asked.error;
    else for (const [command, output] of asked.value) given.set(command, output);
    hasAnswer ||= asked.ok;
  }
  if (!hasAnswer && fault !== null) return { ok: false, error: fault };
  return succeed((command) => given.get(command) ?? notGiven);
}

/** Answers of a phone that was not asked. */
export const noAnswers: Answers = () => notGiven;

function sectionsOf(readings: readonly Reading[]): CommandSection[] {
  const limits = new Map<string, number>();
  for (const { command, lineLimit = defaultLineLimit } of readings) {
    limits.set(command, Math.max(limits.get(command) ?? 0, lineLimit));
  }
  return [...limits].map(([command, lineLimit], index) => ({ section: `s${index}`, command, lineLimit }));
}

function splitIntoCalls(sections: readonly CommandSection[]): CommandSection[][] {
  const calls: CommandSection[][] = [];
  for (const section of sections) {
    const last = calls.at(-1);
    const isFull =
      last === undefined || buildCompoundCommand([...last, section], 'm'.repeat(18)).length > longestCommand;
    if (isFull) calls.push([section]);
    else last.push(section);
  }
  return calls;
}

async function askPart(
  link: PhoneLink,
  sections: readonly CommandSection[],
  signal: AbortSignal,
): Promise<Outcome<readonly (readonly [string, SectionOutput])[]>> {
  const mark = `jq${randomBytes(8).toString('hex')}`;
  const answer = await link.shell(buildCompoundCommand(sections, mark), { timeoutMs, signal });
  if (!answer.ok) return answer;
  const outputs = splitCompoundOutput(
    answer.value.stdout,
    sections.map(({ section }) => section),
    mark,
  );
  return succeed(sections.map(({ section, command }) => [command, outputs.get(section) ?? notGiven] as const));
}
