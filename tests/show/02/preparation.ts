import { cureTextKey } from '../../../electron/contract/preparation-texts.ts';
import type { PhonePreparation, PreparationCheck, SkinFamily } from '../../../electron/contract/preparation.ts';
import enTexts from '../../../renderer/i18n/en/preparation.json' with { type: 'json' };
import zhTexts from '../../../renderer/i18n/zh-CN/preparation.json' with { type: 'json' };
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import {
  broughtHelpers,
  changingCommands,
  openPreparingDesk,
  sampleHelper,
  type PreparingDesk,
} from '../../support/preparing-desk.ts';
import { atLeast, exactly, told, type Figure, type ShowLine } from '../show-line.ts';
import { messUp, skinModels } from './preparation-mess.ts';
import { isGuarded, trueStates } from './preparation-truth.ts';

const phoneCounts = { short: 8, full: 40 };

/** Seeded wrong settings and refusals: each item true, each refusal with its cure, and nothing done twice. */
export const preparation: ShowLine = {
  id: '02.4',
  title: 'preparation of phones of 6 skins with refusals; the second run changes nothing',
  hasShortForm: true,
  limitMs: 10 * 60_000,
  async run({ isShort, seed, say }) {
    const count = isShort ? phoneCounts.short : phoneCounts.full;
    const modelKeys = Array.from({ length: count }, (_, index) => skinModels[index % skinModels.length] ?? 'redmi_7');
    const opened = await openPreparingDesk({
      modelKeys,
      seed,
      settings: { lockPolicy: 'none' },
      helpers: [sampleHelper, ...broughtHelpers],
    });
    const desk = opened.preparing;
    try {
      const random = new SeededRandom(`preparation/${seed}`);
      for (const phoneId of desk.phoneIds) messUp(desk.deviceOf(phoneId), random);
      refuseOnOne(desk);
      say('checking');
      const checked = await judgeCheck(desk);
      say('fixing');
      const fixed = await judgeFix(desk);
      say('fixing once more');
      return [
        ...tellHelpers(),
        told('skins on the desk', countSkins(desk)),
        ...checked,
        ...fixed,
        ...(await judgeSecondRun(desk)),
      ];
    } finally {
      await opened.close();
    }
  },
};

/** Whatever the draw: a desk where nothing is refused would show nothing. */
function refuseOnOne(desk: PreparingDesk): void {
  const [first] = desk.phoneIds;
  if (first !== undefined) desk.deviceOf(first).setCondition('install-refused', true);
}

/** The product's own list, and the stand-in that works while the phone rests, as none of the product's does. */
function tellHelpers(): Figure[] {
  return [
    told('helper apps that the console brings', broughtHelpers.map(({ packageName }) => packageName).join(', ')),
    told('helper app of this line', `${sampleHelper.packageName}, a stand-in that only this line checks and installs`),
  ];
}

async function judgeCheck(desk: PreparingDesk): Promise<Figure[]> {
  forgetCommands(desk);
  const startedMs = performance.now();
  await desk.check();
  const seconds = (performance.now() - startedMs) / 1000;
  const { items, wrong } = await compareAll(desk);
  return [
    atLeast('skins', countSkins(desk), 6, 'skins'),
    told('time of the check', `${seconds.toFixed(1)} s`),
    atLeast('items read', items, desk.phoneIds.length * 18, 'items'),
    exactly('items that differ from the truth', describe(wrong), 'none'),
    exactly('items without a sentence in both languages', describe(await untold(desk)), 'none'),
    exactly('changing commands of the check', countChanges(desk), 0),
  ];
}

async function judgeFix(desk: PreparingDesk): Promise<Figure[]> {
  const before = await listsOf(desk);
  const run = await desk.fix();
  const lists = await listsOf(desk);
  const { wrong } = await compareAll(desk);
  const refused = lists.flatMap(({ checks }) => checks.filter(isRefused));
  const cureless = lists.flatMap(({ checks, family }) => checks.filter((check) => !hasCure(check, family)));
  const fixable = before.flatMap(({ phoneId, checks }) =>
    checks.filter(({ state }) => state === 'to-fix').map(({ stepId }) => ({ phoneId, stepId })),
  );
  const open = fixable.filter(
    ({ phoneId, stepId }) => mayBeFixed(desk, phoneId, stepId) && trueStates(desk.deviceOf(phoneId))[stepId] !== 'ok',
  );
  const falselyDone = run.phones.flatMap(({ phoneId, outcomes }) =>
    outcomes
      .filter(({ outcome, stepId }) => outcome === 'done' && trueStates(desk.deviceOf(phoneId))[stepId] !== 'ok')
      .map(({ stepId }) => `${phoneId} ${stepId}`),
  );
  return [
    told('items to fix', fixable.length),
    atLeast('refusals and values not kept', refused.length, 1, 'items'),
    exactly('refusals and hand work without a cure in both languages', cureless.length, 0),
    exactly(
      'fixable items not right afterwards',
      describe(open.map(({ phoneId, stepId }) => `${phoneId} ${stepId}`)),
      'none',
    ),
    exactly('called done but not right', describe(falselyDone), 'none'),
    exactly('items that differ from the truth after the fix', describe(wrong), 'none'),
  ];
}

async function judgeSecondRun(desk: PreparingDesk): Promise<Figure[]> {
  forgetCommands(desk);
  const before = JSON.stringify(desk.phoneIds.map((phoneId) => desk.deviceOf(phoneId).truth().setup));
  await desk.fix();
  const after = JSON.stringify(desk.phoneIds.map((phoneId) => desk.deviceOf(phoneId).truth().setup));
  return [
    exactly('changing commands of the second run', countChanges(desk), 0),
    exactly('settings of the phones after it', before === after ? 'the same' : 'changed', 'the same'),
  ];
}

async function listsOf(desk: PreparingDesk): Promise<PhonePreparation[]> {
  return Promise.all(desk.phoneIds.map((phoneId) => desk.listOf(phoneId)));
}

async function compareAll(desk: PreparingDesk): Promise<{ readonly items: number; readonly wrong: readonly string[] }> {
  let items = 0;
  const wrong: string[] = [];
  for (const { phoneId, checks } of await listsOf(desk)) {
    const device = desk.deviceOf(phoneId);
    const truth = trueStates(device);
    for (const { stepId, state } of checks) {
      items += 1;
      if (truth[stepId] !== state)
        wrong.push(`${device.phone.model.key} ${stepId}: ${state}, is ${truth[stepId] ?? '?'}`);
    }
  }
  return { items, wrong };
}

/** Sentences that the page would have to look up in vain. */
async function untold(desk: PreparingDesk): Promise<string[]> {
  const lists = await listsOf(desk);
  const keys = lists.flatMap(({ checks }) => checks.map(({ stepId, textCode }) => [stepId, textCode] as const));
  return keys.flatMap(([stepId, textCode]) => {
    const candidates = [`preparation.${stepId}.${textCode}`, `preparation.any.${textCode}`];
    return candidates.some((key) => key in zhTexts && key in enTexts) ? [] : [candidates[0] ?? ''];
  });
}

function isRefused({ fix }: PreparationCheck): boolean {
  return fix?.outcome === 'refused' || fix?.outcome === 'not-kept';
}

/** What was refused, and what only a hand can do, must say what to do. */
function hasCure(check: PreparationCheck, family: SkinFamily): boolean {
  const needed = [
    ...(check.state === 'hand' ? [check.cure] : []),
    ...(isRefused(check) ? [check.fix?.cure ?? null] : []),
  ];
  return needed.every((cure) => {
    const key = cure === null ? '' : cureTextKey(cure, family);
    return key in zhTexts && key in enTexts;
  });
}

/** Whether nothing on that phone stands in the way of the change, by what the phone itself would refuse. */
function mayBeFixed(desk: PreparingDesk, phoneId: string, stepId: string): boolean {
  const device = desk.deviceOf(phoneId);
  const { conditions } = device.truth();
  if (stepId === 'helper-apps') return !conditions.includes('install-refused');
  if (conditions.includes('settings-not-kept')) return false;
  const isUnguarded = stepId === 'volume' || stepId === 'battery-exceptions';
  return isUnguarded || !conditions.includes('security-switch-off') || !isGuarded(device);
}

function countSkins(desk: PreparingDesk): number {
  return new Set(desk.phoneIds.map((phoneId) => desk.deviceOf(phoneId).phone.model.skin.kind)).size;
}

function forgetCommands(desk: PreparingDesk): void {
  for (const phoneId of desk.phoneIds) desk.deviceOf(phoneId).phone.setup.commands.clear();
}

function countChanges(desk: PreparingDesk): number {
  return desk.phoneIds.flatMap((phoneId) => changingCommands(desk.deviceOf(phoneId))).length;
}

function describe(items: readonly string[]): string {
  return items.length === 0 ? 'none' : `${items.length}: ${items.slice(0, 5).join('; ')}`;
}
