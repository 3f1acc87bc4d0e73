import { type Command, type CommandCall, lookAt, requireInput } from '../command.ts';
import type { ViewNode } from '../snapshot.ts';
import { WebDriverError } from '../web-driver-error.ts';
import { centreOf } from './places.ts';

/** Dialogs, known by the ids that Android gives their buttons. */
export const alertCommands: readonly (readonly [string, Command])[] = [
  ['GET /session/:sessionId/alert/text', readText],
  ['POST /session/:sessionId/alert/accept', (call) => answer(call, 'android:id/button1')],
  ['POST /session/:sessionId/alert/dismiss', (call) => answer(call, 'android:id/button2')],
];

const buttonId = /^android:id\/button\d$/u;

interface Alert {
  readonly texts: readonly string[];
  readonly buttons: readonly ViewNode[];
}

async function findAlert(call: CommandCall): Promise<Alert> {
  const { nodes } = await lookAt(call);
  const buttons = nodes.filter(({ node }) => buttonId.test(node.resourceId));
  if (buttons.length === 0) throw new WebDriverError('no such alert', 'no alert is open');
  const texts = nodes.filter((view) => !buttons.includes(view) && view.node.text !== '').map(({ node }) => node.text);
  return { texts, buttons };
}

async function readText(call: CommandCall): Promise<string> {
  return (await findAlert(call)).texts.join('\n');
}

async function answer(call: CommandCall, wantedId: string): Promise<null> {
  const { buttons } = await findAlert(call);
  const label = call.body['buttonLabel'];
  const button =
    typeof label === 'string'
      ? buttons.find(({ node }) => node.text === label)
      : (buttons.find(({ node }) => node.resourceId === wantedId) ?? buttons[0]);
  if (button === undefined)
    throw new WebDriverError('invalid element state', `the alert has no button ${String(label)}`);
  const { x, y } = centreOf(button.bounds);
  requireInput(call.phone);
  call.phone.screens.tap(x, y);
  return null;
}
