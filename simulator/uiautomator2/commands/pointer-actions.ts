import { elementIdOf } from '../element-store.ts';
import { type Command, type CommandCall, isRecord, numberIn, requireInput, viewOf } from '../command.ts';
import { WebDriverError } from '../web-driver-error.ts';
import { centreOf, type Point } from './places.ts';

/** W3C actions: fingers, and keys that are typed. */
export const pointerCommands: readonly (readonly [string, Command])[] = [
  ['POST /session/:sessionId/actions', performActions],
];

/** A finger that moved less than this between down and up has tapped. */
const tapSlopPx = 16;

type Item = Readonly<Record<string, unknown>>;

async function performActions(call: CommandCall): Promise<null> {
  const sequences = call.body['actions'];
  if (!Array.isArray(sequences) || sequences.length === 0) throw malformed('actions');
  requireInput(call.phone);
  for (const sequence of sequences) {
    if (!isRecord(sequence) || !Array.isArray(sequence['actions'])) throw malformed('actions');
    const items = sequence['actions'].filter(isRecord);
    if (sequence['type'] === 'pointer') await moveFinger(call, items);
    else if (sequence['type'] === 'key') typeKeys(call, items);
    else if (sequence['type'] !== 'none') throw malformed('type');
  }
  return null;
}

async function moveFinger(call: CommandCall, items: readonly Item[]): Promise<void> {
  const { screens } = call.phone;
  let at: Point = { x: 0, y: 0 };
  let down: Point | null = null;
  for (const item of items) {
    if (item['type'] === 'pointerMove') at = await placeOf(call, item, at);
    else if (item['type'] === 'pointerDown') down = at;
    else if (item['type'] === 'pointerUp' && down !== null) {
      const isTap = Math.hypot(at.x - down.x, at.y - down.y) < tapSlopPx;
      if (isTap) screens.tap(at.x, at.y);
      else screens.swipe(down, at);
      down = null;
    }
  }
}

async function placeOf(call: CommandCall, item: Item, at: Point): Promise<Point> {
  const x = numberIn(item, 'x');
  const y = numberIn(item, 'y');
  const origin = item['origin'] ?? 'viewport';
  if (origin === 'viewport') return { x, y };
  if (origin === 'pointer') return { x: at.x + x, y: at.y + y };
  const id = elementIdOf(origin);
  if (id === null) throw malformed('origin');
  const centre = centreOf((await viewOf(call, id)).bounds);
  return { x: centre.x + x, y: centre.y + y };
}

function typeKeys({ phone }: CommandCall, items: readonly Item[]): void {
  for (const { type, value } of items)
    if (type === 'keyDown' && typeof value === 'string') phone.screens.typeText(value);
}

function malformed(key: string): WebDriverError {
  return new WebDriverError('invalid argument', `'${key}' is not as W3C actions have it`);
}
