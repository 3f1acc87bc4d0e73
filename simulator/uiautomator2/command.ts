import type { AutomatedPhone } from './automated-phone.ts';
import { findViews, type Locator } from './locators/locator.ts';
import type { Session } from './session.ts';
import { stale } from './element-store.ts';
import { takeSnapshot, type Snapshot, type ViewNode } from './snapshot.ts';
import { WebDriverError } from './web-driver-error.ts';

/** Which server this is: the installed package says so. */
export interface ServerVersion {
  readonly name: string;
  readonly code: number;
}

/** A command's surroundings: the phone, the session it came in, its path and its body. */
export interface CommandCall {
  readonly phone: AutomatedPhone;
  readonly version: ServerVersion;
  readonly session: Session;
  /** What stood at `:id`, `:name` and so on in the path. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Does what was asked and answers the `value` of the response. Refuses with a `WebDriverError`. */
export type Command = (call: CommandCall) => unknown;

export function lookAt({ phone, session }: CommandCall): Promise<Snapshot> {
  return takeSnapshot(phone, session.idleTimeoutMs);
}

/** The view behind an element id, looked for anew where it has moved. */
export async function viewOf(call: CommandCall, id: string): Promise<ViewNode> {
  const found = call.session.elements.find(id, await lookAt(call));
  if ('node' in found) return found;
  const [again] = await viewsBy(call, found, null);
  if (again === undefined) throw stale(id);
  return again;
}

/** The views that a locator means, below an element or on the whole screen. */
export async function viewsBy(
  call: CommandCall,
  locator: Locator,
  below: ViewNode | null,
): Promise<readonly ViewNode[]> {
  return findViews(locator, {
    phone: call.phone,
    look: () => lookAt(call),
    below: (snapshot) => (below === null ? null : (snapshot.nodes.find(({ path }) => path === below.path) ?? null)),
  });
}

/** Throws as Android does where the vendor keeps adb, and whoever adb started, from tapping. */
export function requireInput(phone: AutomatedPhone): void {
  if (phone.isInputAllowed()) return;
  throw new WebDriverError(
    'unknown error',
    'java.lang.SecurityException: Injecting to another application requires INJECT_EVENTS permission',
  );
}

export function textIn(body: CommandCall['body'], key: string): string {
  const value = body[key];
  if (typeof value === 'string') return value;
  throw new WebDriverError('invalid argument', `'${key}' must be a text`);
}

export function numberIn(body: CommandCall['body'], key: string, fallback?: number): number {
  const value = body[key] ?? fallback;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new WebDriverError('invalid argument', `'${key}' must be a number`);
}

export function recordIn(body: CommandCall['body'], key: string): Readonly<Record<string, unknown>> | null {
  return isRecord(body[key]) ? body[key] : null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
