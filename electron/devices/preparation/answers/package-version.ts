import type { SectionOutput } from '../../health/compound-command.ts';
import type { PollSection } from '../../health/compound-poll.ts';
import { readMessenger, type MessengerReading } from '../../health/readings.ts';
import { quote } from '../../shell-quote.ts';
import type { Answers, Reading } from '../step.ts';

const packageLines = '^[A-Z]|^ +Package \\[|^ +versionCode=|^ +versionName=|^ +User [0-9]+:|Unable to find package';

/** The two commands that tell whether an app is installed and in which version. */
export function packageCommands(name: string): { readonly dump: string; readonly path: string } {
  return { dump: `dumpsys package ${quote(name)}|grep -E ${quote(packageLines)}`, path: `pm path ${quote(name)}` };
}

export function packageReadings(name: string): Reading[] {
  const { dump, path } = packageCommands(name);
  return [
    { command: dump, lineLimit: 200 },
    { command: path, lineLimit: 80 },
  ];
}

/** Whether the app is installed for the phone's main user, and in which version; null when neither is proven. */
export function readPackage(answers: Answers, name: string): MessengerReading | null {
  const { dump, path } = packageCommands(name);
  const outputs = new Map<PollSection, SectionOutput>([
    ['package', answers(dump)],
    ['package-path', answers(path)],
  ]);
  return readMessenger(outputs, name);
}
