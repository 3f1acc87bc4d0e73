import { type Command, type CommandCall, isRecord, recordIn } from '../command.ts';
import type { SettingValue } from '../session.ts';
import { WebDriverError } from '../web-driver-error.ts';

/** The session's own state. Opening and ending one is the server's affair. */
export const sessionCommands: readonly (readonly [string, Command])[] = [
  ['GET /session/:sessionId', () => ({ lastScrollData: null })],
  ['GET /session/:sessionId/appium/settings', ({ session }) => session.settings],
  ['POST /session/:sessionId/appium/settings', changeSettings],
];

function changeSettings({ body, session }: CommandCall): null {
  const settings = recordIn(body, 'settings');
  if (settings === null) throw new WebDriverError('invalid argument', "'settings' must be a table");
  for (const [name, value] of Object.entries(settings)) {
    if (!isSettingValue(value)) throw new WebDriverError('invalid argument', `'${name}' is no plain value`);
    session.change(name, value);
  }
  return null;
}

function isSettingValue(value: unknown): value is SettingValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The capabilities of a new session, merged as W3C has it; throws `session not created` where there are none. */
export function readCapabilities(body: CommandCall['body']): Readonly<Record<string, unknown>> {
  const capabilities = recordIn(body, 'capabilities');
  if (capabilities === null) {
    throw new WebDriverError('session not created', "'capabilities' are mandatory for session creation");
  }
  const always = isRecord(capabilities['alwaysMatch']) ? capabilities['alwaysMatch'] : {};
  const firsts = Array.isArray(capabilities['firstMatch']) ? capabilities['firstMatch'].filter(isRecord) : [];
  return { ...always, ...firsts[0] };
}
