import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { layoutScript, missingTextsScript, wordingScript } from '../../support/console-pages/page-script.ts';
import { patternOf, textKeys } from '../../support/console-pages/texts.ts';
import type { Look } from './look.ts';
import type { Session, Shot } from './shot.ts';

export interface Picture {
  readonly file: string;
  readonly page: string;
  readonly phones: number;
  readonly look: Look;
  /** What is wrong with it, in words; empty when all holds. */
  readonly complaints: readonly string[];
}

export interface PhotographerOptions {
  readonly folder: string;
  readonly looks: readonly Look[];
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

const size = { width: 1440, height: 900 };
const settleMs = 3_000;
/** A dialog with a hundred rows opens slowly on a busy machine, and a half opened one is no picture. */
const restMs = 15_000;
/** A dialog, a list or a note that comes or goes in sight has such a class for as long. */
const onTheMove = ['zoom', 'fade', 'slide', 'move']
  .flatMap((kind) => ['enter', 'appear', 'leave'].map((phase) => `[class*="ant-${kind}"][class*="-${phase}"]`))
  .join(', ');
const passingAttempts = 3;
const wordsSchema = z.array(z.string());
const families = [...new Set([...textKeys].map((key) => key.split('.')[0] ?? ''))];

/** Takes the pictures of a session and holds each against what it must and must not show. */
export class Photographer {
  readonly pictures: Picture[] = [];
  /** Shots that could not be arranged. */
  readonly failures: string[] = [];
  /** Pictures that were to be taken so far. */
  expectedCount = 0;
  readonly #options: PhotographerOptions;

  constructor(options: PhotographerOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
  }

  async take<World>(session: Session<World>): Promise<void> {
    const { say, signal } = this.#options;
    if (session.shots.length === 0) return;
    const perLook = session.shots.reduce((sum, { alsoAt }) => sum + (alsoAt === undefined ? 1 : 2), 0);
    this.expectedCount += perLook * this.#options.looks.length;
    const startedAt = performance.now();
    const opened = await this.#orNote(`${session.title}: start`, () => session.open());
    if (opened === null) return;
    const { console, world } = opened;
    try {
      await console.resize(size.width, size.height);
      for (const shot of session.shots) {
        signal.throwIfAborted();
        await this.#orNote(`${shot.name} with ${session.phones}`, () =>
          this.#takeShot(session, shot, { console, world }),
        );
      }
    } finally {
      await opened.close();
    }
    say(`${session.title}: ${session.shots.length} states, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  }

  async #takeShot<World>(
    session: Session<World>,
    shot: Shot<World>,
    { console, world }: { readonly console: ConsolePage; readonly world: World },
  ): Promise<void> {
    let isArranged = false;
    try {
      for (const look of this.#options.looks) {
        if (isArranged && isPassing(shot)) {
          await shot.leave?.(console, world);
          isArranged = false;
        }
        await session.wear(console, look);
        if (!isArranged) await shot.arrange(console, world);
        isArranged = true;
        let pictures = await this.#expose(session, shot, { console, look });
        for (let attempt = 1; isPassing(shot) && !areSound(pictures) && attempt < passingAttempts; attempt++) {
          await shot.leave?.(console, world);
          await shot.arrange(console, world);
          pictures = await this.#expose(session, shot, { console, look });
        }
        this.pictures.push(...pictures);
      }
    } catch (failure) {
      // Half arranged, the page is put to rest by loading it anew; what failed is worth more than what that says.
      await console.page.reload().catch(() => undefined);
      throw failure;
    }
    await shot.leave?.(console, world);
  }

  async #expose<World>(
    session: Session<World>,
    shot: Shot<World>,
    { console, look }: { readonly console: ConsolePage; readonly look: Look },
  ): Promise<Picture[]> {
    const first = await this.#photograph(shot.name, session.phones, { console, look, shot });
    if (shot.alsoAt === undefined) return [first];
    const { width, height } = shot.alsoAt;
    await console.resize(width, height);
    const second = await this.#photograph(`${shot.name}-${width}`, session.phones, { console, look, shot });
    await console.resize(size.width, size.height);
    return [first, second];
  }

  async #photograph<World>(
    page: string,
    phones: number,
    { console, look, shot }: { readonly console: ConsolePage; readonly look: Look; readonly shot: Shot<World> },
  ): Promise<Picture> {
    const { folder } = this.#options;
    const file = `${page}--${phones}--${look.language}--${look.theme}.png`;
    // Where the last click left the pointer, something would look hovered.
    await console.page.mouse.move(2, size.height / 2);
    await console.page
      .locator(`:is(${onTheMove}) >> visible=true`)
      .first()
      .waitFor({ state: 'detached', timeout: restMs });
    const complaints = await examine(console, look, shot);
    await console.page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide' });
    return { file, page, phones, look, complaints };
  }

  async #orNote<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (failure) {
      const reason = failure instanceof Error ? failure.message : String(failure);
      this.failures.push(`${what}: ${reason.split('\n').slice(0, 6).join(' | ')}`);
      return null;
    }
  }
}

/** A state that lasts some seconds only: on a busy machine it may be over before it is in the picture. */
function isPassing<World>({ isArrangedPerLook }: Shot<World>): boolean {
  return isArrangedPerLook === true;
}

function areSound(pictures: readonly Picture[]): boolean {
  return pictures.every(({ complaints }) => complaints.length === 0);
}

/** Waits a little for what must be there, then names everything that is wrong. */
async function examine<World>(console: ConsolePage, look: Look, shot: Shot<World>): Promise<string[]> {
  const patterns = shot.texts.map((key) => patternOf(look.language, key));
  const missing = await untilNone(console, missingTextsScript(patterns));
  const layout = await untilNone(console, layoutScript);
  const wording = wordsSchema.parse(await console.page.evaluate(wordingScript(families)));
  const absent: string[] = [];
  for (const selector of shot.selectors ?? []) {
    const isThere = await comesIntoSight(console, selector);
    if (!isThere) absent.push(`not there: ${selector}`);
  }
  const spoken = console.complaints.splice(0).filter((text) => shot.expectedComplaint?.test(text) !== true);
  return [
    ...missing.map((pattern) => `not in sight: ${pattern}`),
    ...absent,
    ...layout,
    ...wording,
    ...spoken.map((text) => `the page complained: ${text}`),
  ];
}

/** Any that fits will do: of several lines the first one may be a lone level dash, which has no height to be seen by. */
function comesIntoSight(console: ConsolePage, selector: string): Promise<boolean> {
  const seen = console.page.locator(`${selector} >> visible=true`).first().waitFor({ timeout: settleMs });
  return seen.then(
    () => true,
    () => false, // Not in time: what is missing is told with the picture.
  );
}

/** Pages arrive in steps: what is missing in the first moment may only be on its way. */
async function untilNone(console: ConsolePage, script: string): Promise<string[]> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const found = wordsSchema.parse(await console.page.evaluate(script));
    if (found.length === 0 || performance.now() > deadline) return found;
    await console.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
}
