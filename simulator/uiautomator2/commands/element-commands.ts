import type { TextField } from '../../screens/text-field.ts';
import { type Command, type CommandCall, lookAt, requireInput, textIn, viewOf, viewsBy } from '../command.ts';
import { attributeOf } from '../node-attributes.ts';
import type { ViewNode } from '../snapshot.ts';
import { WebDriverError } from '../web-driver-error.ts';
import { centreOf } from './places.ts';

/** Finding elements, reading and filling them. */
export const elementCommands: readonly (readonly [string, Command])[] = [
  ['POST /session/:sessionId/element', async (call) => (await find(call))[0] ?? missing(call)],
  ['POST /session/:sessionId/elements', find],
  ['GET /session/:sessionId/element/active', active],
  ['POST /session/:sessionId/element/:id/click', click],
  ['POST /session/:sessionId/element/:id/clear', (call) => fill(call, '')],
  ['POST /session/:sessionId/element/:id/value', (call) => setValue(call, call.parameters['id'] ?? '')],
  ['POST /session/:sessionId/keys', (call) => setValue(call, null)],
  ['GET /session/:sessionId/element/:id/text', async (call) => (await target(call)).node.text],
  ['GET /session/:sessionId/element/:id/name', async (call) => (await target(call)).node.description],
  ['GET /session/:sessionId/element/:id/attribute/:name', readAttribute],
  ['GET /session/:sessionId/element/:id/rect', async (call) => rectOf(await target(call))],
  [
    'GET /session/:sessionId/element/:id/size',
    async (call) => {
      const { width, height } = rectOf(await target(call));
      return { width, height };
    },
  ],
  [
    'GET /session/:sessionId/element/:id/location',
    async (call) => {
      const { x, y } = rectOf(await target(call));
      return { x, y };
    },
  ],
];

async function find(call: CommandCall): Promise<readonly unknown[]> {
  const { body, session } = call;
  const locator = {
    strategy: typeof body['strategy'] === 'string' ? body['strategy'] : textIn(body, 'using'),
    selector: typeof body['selector'] === 'string' ? body['selector'] : textIn(body, 'value'),
  };
  const context = body['context'];
  const below = typeof context === 'string' && context !== '' ? await viewOf(call, context) : null;
  const views = await viewsBy(call, locator, below);
  return views.map((view, index) => session.elements.add(view, index === 0 ? locator : null));
}

function missing({ body }: CommandCall): never {
  const text = `An element could not be located on the page using the given search parameters (${String(body['strategy'] ?? body['using'])}: ${String(body['selector'] ?? body['value'])})`;
  throw new WebDriverError('no such element', text);
}

async function active(call: CommandCall): Promise<unknown> {
  const { nodes } = await lookAt(call);
  const view = nodes.find(({ node }) => node.field?.isFocused === true);
  if (view === undefined) throw new WebDriverError('no such element', 'no element has the focus');
  return call.session.elements.add(view, null);
}

function target(call: CommandCall): Promise<ViewNode> {
  return viewOf(call, call.parameters['id'] ?? '');
}

async function click(call: CommandCall): Promise<null> {
  const { x, y } = centreOf((await target(call)).bounds);
  requireInput(call.phone);
  call.phone.screens.tap(x, y);
  return null;
}

async function fill(call: CommandCall, text: string): Promise<null> {
  const { field } = (await target(call)).node;
  requireField(field, text).set(text);
  return null;
}

/** Like the real one: what is typed goes behind what the field holds unless it is to be replaced. */
async function setValue(call: CommandCall, id: string | null): Promise<null> {
  const { body, phone } = call;
  const typed = typeof body['text'] === 'string' ? body['text'] : joined(body['value']);
  const field = requireField(id === null ? phone.screens.focusedField : (await viewOf(call, id)).node.field, typed);
  const pressesEnter = typed.endsWith('\\n') || typed.endsWith('\n');
  const text = typed.replace(/(?:\\n|\n)$/u, '');
  field.set(body['replace'] === true ? text : field.text + text);
  if (pressesEnter) phone.screens.pressKey('KEYCODE_ENTER');
  return null;
}

function joined(value: unknown): string {
  if (Array.isArray(value)) return value.join('');
  throw new WebDriverError('invalid argument', "'text' must be a text");
}

function requireField(field: TextField | null, text: string): TextField {
  if (field !== null) return field;
  throw new WebDriverError(
    'invalid element state',
    `Cannot set the element to '${text}'. Did you interact with the correct element?`,
  );
}

async function readAttribute(call: CommandCall): Promise<string | null> {
  const name = call.parameters['name'] ?? '';
  const value = attributeOf(await target(call), name, call.phone.sdk);
  if (value !== undefined) return value;
  throw new WebDriverError('invalid argument', `'${name}' attribute is unknown for the element`);
}

function rectOf({ bounds }: ViewNode): { x: number; y: number; width: number; height: number } {
  const { left, top, right, bottom } = bounds;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
