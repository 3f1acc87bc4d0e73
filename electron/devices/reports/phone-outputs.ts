import type { ErrorCode, Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import { counterSections, pollSections, type PollSection } from '../health/compound-poll.ts';
import type { RawOutput } from '../sessions/health-poller.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';
import { reportCommands, type ReportCommand } from './report-commands.ts';

/** What a command printed, unmasked. */
export interface PhoneOutput extends ReportCommand {
  readonly text: string;
  /** Null: it did not end by itself. */
  readonly exitCode: number | null;
  /** Why there is no output, or not all of it. */
  readonly fault: ErrorCode | null;
  readonly readAt: number;
}

const commandTimeoutMs = 15_000;
const outputMaxBytes = 1024 * 1024;

/** Faults of one command; any other means that the phone is gone, and ends the reading. */
const ownFaults: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['timeout', 'output-too-large', 'command-failed']);

/**
 * Asks a phone for every output of its report, one command after the other. A command that fails says so in its place;
 * a phone that goes away ends it with the fault.
 */
export async function readPhoneOutputs(
  link: PhoneLink,
  sdk: number | null,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Outcome<PhoneOutput[]>> {
  const outputs: PhoneOutput[] = [];
  for (const command of reportCommands(sdk)) {
    const answer = await link.shell(`{ ${command.command};} 2>&1`, {
      timeoutMs: commandTimeoutMs,
      maxBytes: outputMaxBytes,
      signal,
    });
    const readAt = clock.now();
    if (answer.ok) {
      const { stdout, exitCode } = answer.value;
      outputs.push({ ...command, text: stdout, exitCode, fault: null, readAt });
    } else if (ownFaults.has(answer.error.code)) {
      outputs.push({ ...command, text: '', exitCode: null, fault: answer.error.code, readAt });
    } else return answer;
  }
  return { ok: true, value: outputs };
}

/** What the latest polls printed, for a phone that cannot be asked now. */
export function outputsOfPolls(raw: readonly RawOutput[]): PhoneOutput[] {
  return raw.map(({ section, command, output, exitCode, readAt }) => ({
    name: `last-poll-${section}`,
    command,
    section: asPollSection(section),
    isNumbersOnly: counterSections.has(section),
    isLog: false,
    text: output,
    exitCode,
    fault: null,
    readAt,
  }));
}

function asPollSection(section: string): PollSection | null {
  return pollSections.find((known) => known === section) ?? null;
}
