import type { Locator } from 'playwright-core';
import type { JobItem, OperatorTask } from '../../../electron/contract/jobs.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { variantOf, type HeldDesk } from '../../support/operator-desk/held-desk.ts';
import type { OperatorAtPage } from '../../support/operator-desk/operator-at-page.ts';
import { exactly, told, type Figure } from '../show-line.ts';

/** What the operator does at the brink; one phone each. */
export const scenes = [
  { place: 1, what: 'taps', ends: 'done ok', name: 'new' },
  { place: 2, what: 'taps', ends: 'done ok', name: 'new' },
  { place: 3, what: 'taps', ends: 'done ok', name: 'new' },
  { place: 4, what: 'gives up', ends: 'failed given-up', name: 'old' },
  { place: 5, what: 'goes back, says done', ends: 'needs-review not-verified', name: 'old' },
  { place: 6, what: 'saves another name, says done', ends: 'needs-review not-verified', name: 'other' },
  { place: 7, what: 'taps late, after the phone locked itself', ends: 'done ok', name: 'new' },
  { place: 8, what: 'goes back, gives up', ends: 'failed given-up', name: 'old' },
] as const;
type Scene = (typeof scenes)[number];

const assistText = '协助群';
const prefix = '新';
const otherName = '手滑改成的名字';
/** On each version of the messenger the first row is alone until it is proven. */
const firstCount = 3;
const lockedMs = 2_500;
const pictureMs = 10_000;

export function assistGroupOf(place: number): string {
  return `${assistText}${place}号`;
}

/** How the console stood while everything waited for the operator. */
interface AtTheBrink {
  readonly tasks: readonly OperatorTask[];
  /** Acts that asked the messenger for something, and deeds. */
  readonly askedFor: readonly Act[];
  /** Places whose screen shows the new name, typed and not saved. */
  readonly typed: readonly number[];
  /** Places whose task names the button that the phone shows, the group and the phone. */
  readonly shown: readonly number[];
}

/** The operator has eight groups renamed in assist mode: what he sees, what he does on the phones, and what comes of it. */
export async function measureAssist(held: HeldDesk, operator: OperatorAtPage): Promise<Figure[]> {
  const { console, world } = held;
  const phoneIds = await held.phoneIds();
  await operator.chooseMode(phoneIds[0] ?? '', 'assist');
  await operator.setModes('assist');
  await operator.planPrefix(assistText, prefix);
  const jobId = await operator.confirmPlan();
  const startSeq = world.acts.read().at(-1)?.seq ?? 0;
  const first = await lookAtBrink(held, operator, { count: firstCount, startSeq });
  for (const scene of scenes.slice(0, firstCount)) await play(held, operator, { scene, tasks: first.tasks });
  const rows: JobItem[] = [];
  for (const { place } of scenes.slice(0, firstCount)) {
    rows.push(await operator.untilRow(jobId, phoneIds[place - 1] ?? '', ['done']));
  }
  const nextSeq = world.acts.read().at(-1)?.seq ?? 0;
  const next = await lookAtBrink(held, operator, { count: scenes.length - firstCount, startSeq: nextSeq });
  for (const scene of scenes.slice(firstCount)) await play(held, operator, { scene, tasks: next.tasks });
  await console.until('the job is over', ({ jobs }) => jobs.some((job) => job.jobId === jobId && job.state === 'over'));
  const items = await operator.items(jobId);
  const page = await readRow(held, operator, { jobId, itemId: rows[0]?.itemId ?? 0 });
  const proof = console.text(`job.verified.${rows[0]?.verifiedBy ?? 'page'}`);
  return [
    exactly('rows shown to the operator at the brink', first.tasks.length + next.tasks.length, scenes.length),
    exactly(
      '… telling phone and group, and the very button by its words and by a ring round it',
      first.shown.length + next.shown.length,
      scenes.length,
    ),
    exactly('… the new name stands typed on the phone', first.typed.length + next.typed.length, scenes.length),
    exactly('… asked of the messenger by then', first.askedFor.length + next.askedFor.length, 0),
    ...scenes.map((scene) => judgeRow(scene, items, phoneIds)),
    exactly('the row of another name tells the one that is there now', readsOfOther(items, phoneIds), otherName),
    exactly('names in the world that are not as the operator left them', wrongNames(held).join('; ') || 'none', 'none'),
    exactly('row on the page says how it was verified', page.words.includes(proof) ? proof : page.words, proof),
    exactly(
      'row on the page: evidence pictures that can be seen',
      page.seen > 1 ? 'at least 2' : page.seen,
      'at least 2',
    ),
    told('evidence pictures of that row', page.seen),
  ];
}

interface BrinkOrder {
  readonly count: number;
  /** Only what was done after this act counts. */
  readonly startSeq: number;
}

async function lookAtBrink(
  held: HeldDesk,
  operator: OperatorAtPage,
  { count, startSeq }: BrinkOrder,
): Promise<AtTheBrink> {
  const tasks = await operator.tasks(count);
  const placeOf = await placesOf(held);
  const shown: number[] = [];
  const typed: number[] = [];
  const { phones } = await held.console.snapshot();
  for (const task of tasks) {
    const place = placeOf.get(task.phoneId) ?? 0;
    const number = phones.find(({ phoneId }) => phoneId === task.phoneId)?.number ?? null;
    const panel = await operator.openTask(task);
    const isPointed = await isButtonRinged(held, panel, { task, place });
    const { button } = variantOf(place).editor;
    const words = await panel.innerText();
    const isNumbered = (await panel.locator('.task-number').innerText()) === String(number);
    const isTold = task.tap === button && [button, assistGroupOf(place)].every((word) => words.includes(word));
    if (isPointed && isNumbered && isTold) shown.push(place);
    if (held.hand(place).sees(`${prefix}${assistGroupOf(place)}`)) typed.push(place);
  }
  const askedFor = held.world.acts.read(startSeq).filter(({ kind }) => kind.endsWith('rename-group'));
  return { tasks, askedFor, typed, shown };
}

/** The panel shows a ring on the picture of the screen, and on the phone the button lies there. */
async function isButtonRinged(
  held: HeldDesk,
  panel: Locator,
  { task: { tapArea }, place }: { readonly task: OperatorTask; readonly place: number },
): Promise<boolean> {
  const isShown = await panel
    .locator('[data-tap-ring]')
    .waitFor({ timeout: pictureMs })
    .then(
      () => true,
      () => false, // No ring in time is what is to be found out.
    );
  return isShown && tapArea !== null && held.isWithin(place, variantOf(place).editor.button, tapArea);
}

async function placesOf(held: HeldDesk): Promise<ReadonlyMap<string, number>> {
  const phoneIds = await held.phoneIds();
  return new Map(phoneIds.map((phoneId, index) => [phoneId, index + 1]));
}

/** What the operator does: on the phone with his own hand, in the window with the panel. */
async function play(
  held: HeldDesk,
  operator: OperatorAtPage,
  { scene: { place, what }, tasks }: { readonly scene: Scene; readonly tasks: readonly OperatorTask[] },
): Promise<void> {
  const placeOf = await placesOf(held);
  const task = tasks.find(({ phoneId }) => placeOf.get(phoneId) === place);
  if (task === undefined) throw new Error(`no task for phone ${place}`);
  const hand = held.hand(place);
  const { button } = variantOf(place).editor;
  switch (what) {
    case 'taps':
      return hand.tap(button);
    case 'gives up':
      return operator.answer(task, false);
    case 'goes back, says done':
      leaveEditor(held, place);
      return operator.answer(task, true);
    case 'saves another name, says done':
      hand.write(otherName);
      hand.tap(button);
      return operator.answer(task, true);
    case 'taps late, after the phone locked itself':
      return tapLate(held, place);
    case 'goes back, gives up':
      leaveEditor(held, place);
      return operator.answer(task, false);
  }
}

/** 返回, until the page with the typed name is gone; the first one may only close the keyboard. */
function leaveEditor(held: HeldDesk, place: number): void {
  const hand = held.hand(place);
  const { button } = variantOf(place).editor;
  for (let backs = 0; backs < 3 && hand.sees(button); backs++) hand.back();
}

async function tapLate(held: HeldDesk, place: number): Promise<void> {
  const phone = held.desk.phone(place);
  phone.startFault({ kind: 'lock-screen' });
  await held.console.page.waitForTimeout(lockedMs);
  phone.clearFaults();
  held.hand(place).tap(variantOf(place).editor.button);
}

function judgeRow({ place, what, ends }: Scene, items: readonly JobItem[], phoneIds: readonly string[]): Figure {
  const row = items.find(({ phoneId }) => phoneId === phoneIds[place - 1]);
  const proof = row?.state === 'done' && row.verifiedBy === null ? ' without proof' : '';
  return exactly(`phone ${place}: the operator ${what}`, `${row?.state ?? '-'} ${row?.code ?? '-'}${proof}`, ends);
}

function readsOfOther(items: readonly JobItem[], phoneIds: readonly string[]): string {
  const places = new Set(scenes.filter(({ name }) => name === 'other').map(({ place }) => phoneIds[place - 1]));
  return items.find(({ phoneId }) => places.has(phoneId))?.reads ?? 'nothing';
}

/** Groups that are called otherwise than what was done to them says, and renamings that nobody asked for. */
function wrongNames({ world }: HeldDesk): string[] {
  const deeds = world.acts.deeds().filter(({ kind }) => kind === 'rename-group');
  return scenes.flatMap(({ place, name }) => {
    const old = assistGroupOf(place);
    const wanted = { new: `${prefix}${old}`, old, other: otherName }[name];
    const own = deeds.filter(({ before, after }) => before === old || after === wanted);
    const isRight = world.groups.some((group) => group.name === wanted) && own.length === (name === 'old' ? 0 : 1);
    return isRight ? [] : [`${old}: ${own.map(({ after }) => after).join(', ') || 'not renamed'}`];
  });
}

/** What the jobs page says of a row: how it was verified, and how many of its pictures can be seen. */
async function readRow(
  { console }: HeldDesk,
  operator: OperatorAtPage,
  { jobId, itemId }: { readonly jobId: number; readonly itemId: number },
): Promise<{ readonly words: string; readonly seen: number }> {
  await operator.openJob(jobId);
  const row = console.page.locator(`[data-item="${itemId}"]`);
  const words = await row.innerText();
  await row.click();
  const pictures = console.page.locator('.job-panel [data-attempt] img');
  await pictures.nth(1).waitFor();
  const seen = await pictures.evaluateAll(
    (images) => images.filter((image) => Number(Reflect.get(image, 'naturalWidth')) > 100).length,
  );
  await console.page.keyboard.press('Escape');
  return { words, seen };
}
