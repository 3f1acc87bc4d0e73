import { z } from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { pause, type Clock } from '../../runtime/clock.ts';
import { parseHierarchy, type UiNode, type UiTree } from '../hierarchy.ts';
import { ScreenReader, type KeyName } from '../screen-reader.ts';
import type { Point } from '../tap-target.ts';
import type { UiDriver } from '../ui-driver.ts';
import type { KeyboardApk } from './apks.ts';
import type { DriverLink } from './driver-link.ts';
import { typeIntoField } from './field-typing.ts';
import { HelperKeyboard } from './helper-keyboard.ts';
import { pngIn } from './picture.ts';
import type { ServerRun } from './server-run.ts';

export interface Uiautomator2DriverDeps {
  readonly link: DriverLink;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly sdk: number;
  readonly keyboard: KeyboardApk | null;
  readonly run: ServerRun;
}

/** The server itself gives up after ten seconds without a window. */
const readTimeoutMs = 20_000;
const actTimeoutMs = 15_000;
const pictureTimeoutMs = 20_000;
const treeAttempts = 2;
const treePauseMs = 300;
/** The finger rests before it lifts, so that a list stops with it instead of running on. */
const restMs = 100;

/** AOSP `KeyEvent`. */
const keyCodes: Readonly<Record<KeyName, number>> = { HOME: 3, BACK: 4, MENU: 82, WAKEUP: 224 };

const elementSchema = z.looseObject({ ELEMENT: z.string() });

/**
 * Reads and touches the screen through a UiAutomator2 server inside the phone: faster than a dump, patient with restless
 * screens, and text of any script without a keyboard. What concerns the phone and not its screen goes over the shell.
 */
export class Uiautomator2Driver implements UiDriver {
  readonly kind = 'uiautomator2';
  readonly #deps: Uiautomator2DriverDeps;
  readonly #screen: ScreenReader;

  constructor(deps: Uiautomator2DriverDeps) {
    this.#deps = deps;
    this.#screen = new ScreenReader(deps);
  }

  async tree(): Promise<Outcome<UiTree>> {
    for (let attempt = 1; ; attempt++) {
      const source = await this.#get('/source', readTimeoutMs);
      if (!source.ok) return source;
      const tree = parseHierarchy(typeof source.value === 'string' ? source.value : '');
      const isEmpty = !tree.ok && tree.error.code === 'ui-tree-empty';
      if (!isEmpty || attempt >= treeAttempts || this.#deps.signal.aborted) return tree;
      await pause(this.#deps.clock, treePauseMs, this.#deps.signal);
    }
  }

  tap(point: Point): Promise<Outcome<null>> {
    return this.#act('/appium/gestures/click', { offset: whole(point) });
  }

  swipe(from: Point, to: Point, durationMs: number): Promise<Outcome<null>> {
    const actions = [
      moveTo(from, 0),
      { type: 'pointerDown', button: 0 },
      moveTo(to, Math.round(durationMs)),
      { type: 'pause', duration: restMs },
      { type: 'pointerUp', button: 0 },
    ];
    const finger = { type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions };
    return this.#act('/actions', { actions: [finger] }, durationMs);
  }

  press(key: KeyName): Promise<Outcome<null>> {
    return this.#act('/appium/device/press_keycode', { keycode: keyCodes[key] });
  }

  /** Sets the text as accessibility does; a view that takes none that way gets it from the helper keyboard. */
  async setText(field: UiNode, text: string): Promise<Outcome<string>> {
    // The server takes a line break at the end for the enter key, which may send what was typed.
    if (/(?:\n|\r|\\n)$/.test(text)) {
      return fail('invalid-input', 'a text must not end with a line break', { rule: 'ends-with-line-break' });
    }
    const element = await this.#find(field);
    if (!element.ok) return element;
    const set = await this.#act(`${element.value}/value`, { text, replace: true });
    if (!set.ok && set.error.detail?.['reason'] === 'invalid element state') return this.#type(field, text);
    return set.ok ? this.#readField(element.value, text) : set;
  }

  async screenshot(): Promise<Outcome<Uint8Array>> {
    const answer = await this.#get('/screenshot', pictureTimeoutMs);
    if (!answer.ok) return answer;
    return pngIn(Buffer.from(typeof answer.value === 'string' ? answer.value : '', 'base64'));
  }

  focus(): ReturnType<UiDriver['focus']> {
    return this.#screen.focus();
  }

  lock(): ReturnType<UiDriver['lock']> {
    return this.#screen.lock();
  }

  isInstalled(packageName: string): Promise<Outcome<boolean>> {
    return this.#screen.isInstalled(packageName);
  }

  launch(component: string): Promise<Outcome<null>> {
    return this.#screen.launch(component);
  }

  dispose(): Promise<void> {
    return this.#deps.run.dispose();
  }

  /** The server's path of the element that a node of the tree stands for: its class and its exact place tell. */
  async #find(field: UiNode): Promise<Outcome<string>> {
    if (field.bounds === null) return fail('command-failed', 'the field has no area', { reason: 'field-without-area' });
    const { left, top, right, bottom } = field.bounds;
    const selector = `//*[@class="${field.className}"][@bounds="[${left},${top}][${right},${bottom}]"]`;
    const { client, session } = this.#deps.run;
    const found = await client.ask(
      'POST',
      `${session}/element`,
      { strategy: 'xpath', selector, context: '' },
      actTimeoutMs,
    );
    if (!found.ok) {
      const isMissing = found.error.detail?.['reason'] === 'no such element';
      return isMissing ? fail('ui-unexpected-screen', 'the field has gone', { reason: 'field-gone' }) : found;
    }
    const element = elementSchema.safeParse(found.value);
    return element.success
      ? succeed(`/element/${encodeURIComponent(element.data.ELEMENT)}`)
      : fail('command-failed', 'the server gave no element', { reason: 'no-element' });
  }

  /** What the field holds. An emptied field answers with its hint: it is told apart where Android tells. */
  async #readField(element: string, wanted: string): Promise<Outcome<string>> {
    const text = await this.#get(`${element}/text`, readTimeoutMs);
    if (!text.ok) return text;
    const held = typeof text.value === 'string' ? text.value : '';
    if (wanted !== '' || held === '') return succeed(held);
    const hinting = await this.#get(`${element}/attribute/showing-hint`, readTimeoutMs);
    return succeed(hinting.ok && hinting.value === 'true' ? '' : held);
  }

  #type(field: UiNode, text: string): Promise<Outcome<string>> {
    const { link, sdk, keyboard: apk, signal } = this.#deps;
    const keyboard = new HelperKeyboard({ link, sdk, apk, signal });
    return typeIntoField({ screen: this.#screen, keyboard, readTree: () => this.tree() }, field, text);
  }

  #get(path: string, timeoutMs: number): Promise<Outcome<unknown>> {
    const { client, session } = this.#deps.run;
    return client.ask('GET', session + path, undefined, timeoutMs);
  }

  async #act(path: string, body: unknown, extraMs = 0): Promise<Outcome<null>> {
    const { client, session } = this.#deps.run;
    const answer = await client.ask('POST', session + path, body, actTimeoutMs + extraMs);
    return answer.ok ? succeed(null) : answer;
  }
}

function moveTo(point: Point, duration: number): object {
  return { type: 'pointerMove', origin: 'viewport', duration, ...whole(point) };
}

function whole({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
