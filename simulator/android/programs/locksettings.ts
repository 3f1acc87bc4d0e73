import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';

const androidOMr1 = 27;
const failedStatus = 255;
const oldVerbs: ReadonlySet<string> = new Set(['clear', 'set-pin', 'set-password', 'set-pattern']);
const newVerbs: ReadonlySet<string> = new Set([...oldVerbs, 'verify', 'get-disabled', 'set-disabled']);

interface Answer {
  readonly text: string;
  readonly isDone: boolean;
}

/**
 * `locksettings clear|set-pin|set-password|set-pattern|verify|get-disabled|set-disabled [--old CREDENTIAL]` (AOSP
 * LockSettingsShellCommand). `verify` and the two about "disabled" came with Android 8.1. `get-disabled` is false for a
 * swipe screen without a password too.
 */
export const locksettings: PhoneProgram = async (process, phone) => {
  const [verb = '', ...rest] = process.args;
  const known = phone.sdk >= androidOMr1 ? newVerbs : oldVerbs;
  if (!known.has(verb)) {
    await process.printError(`Unknown command: ${verb}\n`);
    return failedStatus;
  }
  const { old, value } = readOptions(rest);
  const answer = act(phone, { verb, old, value });
  await (answer.isDone ? process.print(answer.text) : process.printError(answer.text));
  return answer.isDone ? 0 : failedStatus;
};

interface Request {
  readonly verb: string;
  readonly old: string | null;
  readonly value: string;
}

function readOptions(args: readonly string[]): Omit<Request, 'verb'> {
  const rest: string[] = [];
  let old: string | null = null;
  for (let index = 0; index < args.length; index++) {
    if (args[index] === '--old') old = args[(index += 1)] ?? '';
    else if (args[index] === '--user') index += 1;
    else rest.push(args[index] ?? '');
  }
  return { old, value: rest[0] ?? '' };
}

function act(phone: Phone, { verb, old, value }: Request): Answer {
  const { keyguard } = phone.display.screens;
  if (verb === 'get-disabled') return done(String(keyguard.isDisabled));
  if (!keyguard.opensWith(old)) return refused(`Old password '${old ?? ''}' didn't match`);
  if (verb === 'verify') return done('Lock credential verified successfully');
  if (verb === 'set-disabled') {
    keyguard.setDisabled(value === 'true');
    return done(`Lock screen disabled set to ${value === 'true'}`);
  }
  if (verb === 'clear') {
    keyguard.setPin(null);
    return done('Lock credential cleared');
  }
  const kind = verb.slice('set-'.length);
  if (value.length < 4) return refused(`Error: ${kind} is too short`);
  keyguard.setPin(value);
  return done(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} set to '${value}'`);
}

function done(text: string): Answer {
  return { text: `${text}\n`, isDone: true };
}

function refused(text: string): Answer {
  return { text: `${text}\n`, isDone: false };
}
