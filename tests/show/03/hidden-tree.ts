import { z } from 'zod';
import { accountSchema, type Account } from '../../../electron/contract/accounts.ts';
import {
  operatorTaskSchema,
  type JobAttempt,
  type JobItem,
  type OperatorTask,
} from '../../../electron/contract/jobs.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { hiddenVariant } from '../../../simulator/messenger/variant.ts';
import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { valueOf } from '../../support/device-layer.ts';
import { OperatorsHand } from '../../support/groups/operators-hand.ts';
import { updateMessenger } from '../../support/groups/stranger-phones.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { doWhatIsAsked, showGroup, type Play } from './hidden-tree-play.ts';
import { isRight, planScenes, stoppedScene, type Scene } from './hidden-tree-scenes.ts';

const jobTimeoutMs = 25 * 60_000;
const stopTimeoutMs = 60_000;
const lookEveryMs = 60;
/** Of the group that the operator takes for another one right before everything is stopped. */
const otherSize = 40;
const fullShape = { phoneCount: 2, rightCount: 20, longCount: 2, wrongCount: 12 };
const shortShape = { phoneCount: 1, rightCount: 1, longCount: 0, wrongCount: 1 };

/** A messenger that hides its views: worked by hand there, and what came of it is read from pictures. */
export const hiddenTree: ShowLine = {
  id: '03.4',
  title: 'a hidden tree: recognised, by hand there, the operator’s act verified by OCR, and a wrong one never done',
  hasShortForm: true,
  limitMs: 40 * 60_000,
  async run(options) {
    const shape = options.isShort ? shortShape : fullShape;
    const scenes = planScenes(options.seed, shape);
    const { phoneCount } = shape;
    const groups = [
      ...scenes.map(({ before }, index) => groupOf(before, (index % phoneCount) + 1)),
      ...bystanders(scenes, phoneCount),
      groupOf(stoppedScene.before, 1),
      { ...groupOf(stoppedScene.bystander ?? '', 1), size: otherSize },
    ];
    const console = await WorldConsole.open({ seed: options.seed, phoneCount, plan: { groups } });
    try {
      return await new HiddenDesk(console, { scenes, phoneCount }, options).measure();
    } finally {
      await console.close();
    }
  },
};

function groupOf(name: string, place: number): GroupPlan {
  return { name, places: [place], size: 9 };
}

/** The groups that the operator takes for others. */
function bystanders(scenes: readonly Scene[], phoneCount: number): GroupPlan[] {
  return scenes.flatMap(({ bystander }, index) =>
    bystander === null ? [] : [groupOf(bystander, (index % phoneCount) + 1)],
  );
}

interface Course {
  readonly scenes: readonly Scene[];
  readonly phoneCount: number;
}

class HiddenDesk {
  readonly #console: WorldConsole;
  readonly #scenes: readonly Scene[];
  readonly #phoneCount: number;
  readonly #say: ShowOptions['say'];
  readonly #hands: readonly OperatorsHand[];
  /** Tasks as the panel told them, and the account's row while the first one stood there. */
  readonly #tasks: OperatorTask[] = [];
  #accountsThen: readonly Account[] = [];

  constructor(console: WorldConsole, { scenes, phoneCount }: Course, { say }: ShowOptions) {
    this.#console = console;
    this.#scenes = scenes;
    this.#phoneCount = phoneCount;
    this.#say = say;
    this.#hands = Array.from({ length: phoneCount }, (_, index) => new OperatorsHand(console.desk, index + 1));
  }

  async measure(): Promise<Figure[]> {
    const phoneIds = await this.#console.phoneIds();
    await this.#readGroups(phoneIds);
    const accountsBefore = await this.#accounts();
    this.#hide();
    const startSeq = this.#console.desk.world.acts.read().at(-1)?.seq ?? 0;
    const jobId = await this.#planAll(this.#scenes);
    await this.#console.confirm(jobId);
    await this.#workTasks(jobId, phoneIds);
    const stopped = await this.#stopAndResume(phoneIds);
    const items = await this.#console.items(jobId);
    const attempts = new Map(
      await Promise.all(items.map(async (item) => [item.itemId, await this.#attemptsOf(item)] as const)),
    );
    return [
      ...this.#judgeRecognition(items, attempts, accountsBefore),
      ...this.#judgeRows(items, attempts),
      ...stopped,
      this.#judgeTouches(attempts, startSeq),
    ];
  }

  async #readGroups(phoneIds: readonly string[]): Promise<void> {
    await this.#console.run('groups.read-list', { phoneIds }, jobTimeoutMs);
    const groupIds = (await this.#console.groups()).map(({ groupId }) => groupId);
    await this.#console.run('groups.read-info', { groupIds, withMembers: false }, jobTimeoutMs);
  }

  /** Over night the first phone gets a version that hides its views; on the others the one that is there begins to. */
  #hide(): void {
    updateMessenger(this.#console, 1, { what: 'hidden', variant: hiddenVariant, trap: null, strangeness: 0 });
    for (let place = 2; place <= this.#phoneCount; place++) {
      this.#console.desk.phone(place).startFault({ kind: 'blocked-tree' });
    }
  }

  async #planAll(scenes: readonly Scene[]): Promise<number> {
    const book = new Map((await this.#console.groups()).map(({ name, groupId }) => [name, groupId]));
    const rows = scenes.map(({ before, wanted }) => [book.get(before) ?? '', wanted] as const);
    const rule = { kind: 'table', names: Object.fromEntries(rows) };
    return this.#console.plan('groups.rename', { groupIds: rows.map(([groupId]) => groupId), rule });
  }

  /** Another group is given the name, and everything stopped before the tick; resumed, the operator insists on it. */
  async #stopAndResume(phoneIds: readonly string[]): Promise<Figure[]> {
    const seenTasks = this.#tasks.length;
    const jobId = await this.#planAll([stoppedScene]);
    await this.#console.confirm(jobId);
    await this.#workTasks(jobId, phoneIds);
    const tasks = this.#tasks.slice(seenTasks);
    const [item] = await this.#console.items(jobId);
    this.#say(`stopped: ${item?.state ?? ''} ${item?.code ?? ''} ${item?.verifiedBy ?? ''} reads ${item?.reads ?? ''}`);
    return this.#judgeStopped(item, tasks);
  }

  #judgeStopped(item: JobItem | undefined, tasks: readonly OperatorTask[]): Figure[] {
    const { before, wanted, bystander } = stoppedScene;
    const asked = tasks.at(-1);
    const words = [before, wanted, '9 '].filter((each) => asked?.steps.join().includes(each) === true);
    const shown = typeof asked?.evidenceId === 'string' ? 'a picture' : 'no picture';
    const names = this.#console.desk.world.groups.map(({ name }) => name);
    const left = names.filter((name) => [before, wanted, bystander].includes(name)).toSorted();
    const end = `${item?.state ?? ''}, verified by ${item?.verifiedBy ?? 'nobody'}`;
    return [
      exactly('stopped before the tick: what is asked', tasks.map(({ asks }) => asks).join(', '), 'act, act, check'),
      exactly('… by old name, new name, people and a picture', `${words.length}, ${shown}`, '3, a picture'),
      exactly('… the row', end, 'needs-review, verified by nobody'),
      exactly('… in the world', left.join(', '), [before, wanted].toSorted().join(', ')),
    ];
  }

  /** 全部停止, and 恢复 once it has stopped. */
  async #stopAll({ jobId }: OperatorTask): Promise<void> {
    valueOf(await this.#console.console.call('jobs.stopAll', {}));
    await this.#console.console.waitFor(
      ({ jobs }) =>
        jobs.some((job) => job.jobId === jobId && job.state === 'paused' && (job.counts.running ?? 0) === 0),
      stopTimeoutMs,
    );
    valueOf(await this.#console.console.call('jobs.resume', { jobId }));
  }

  /** Does what the panel asks for, task after task, until the job is over. */
  async #workTasks(jobId: number, phoneIds: readonly string[]): Promise<void> {
    const answered = new Set<string>();
    const deadline = performance.now() + jobTimeoutMs;
    while (performance.now() < deadline) {
      for (const task of await this.#openTasks()) {
        const key = `${task.attemptId} ${task.asks} ${task.steps.join()}`;
        if (answered.has(key)) continue;
        answered.add(key);
        if (this.#accountsThen.length === 0) this.#accountsThen = await this.#accounts();
        const place = phoneIds.indexOf(task.phoneId) + 1;
        if (asksWhose(task)) {
          await this.#sayWhose(task, place);
          continue;
        }
        this.#tasks.push(task);
        await this.#work(task, place);
      }
      const { jobs } = await this.#console.console.snapshot();
      if (jobs.some((job) => job.jobId === jobId && job.state === 'over')) return;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    throw new Error('the job did not come to its end');
  }

  /** Looks whose messenger it is, and it is the one that is asked for. */
  async #sayWhose(task: OperatorTask, place: number): Promise<void> {
    this.#hands[place - 1]?.openMe();
    await this.#answer(task);
  }

  async #work(task: OperatorTask, place: number): Promise<void> {
    const scene = [...this.#scenes, stoppedScene].find(({ before }) => before === task.before);
    const hand = this.#hands[place - 1];
    if (scene === undefined || hand === undefined) throw new Error(`no scene for ${task.before ?? ''}`);
    const isFirst = task.asks === 'act' && !task.steps.join().includes(scene.wanted);
    const part = task.asks === 'check' ? 'asked again' : isFirst ? 'shows the group' : 'does it';
    this.#say(`phone ${place}, ${scene.kind}, ${scene.wanted}: ${part}`);
    const play: Play = { scene, hand, sayDone: () => this.#answer(task), stopAll: () => this.#stopAll(task) };
    // Whoever insists is asked once more, and says done once more.
    if (task.asks === 'check') return play.sayDone();
    return isFirst ? showGroup(play) : doWhatIsAsked(play);
  }

  async #answer({ attemptId }: OperatorTask): Promise<void> {
    await this.#console.console.call('jobs.answer', { attemptId, isDone: true });
  }

  async #openTasks(): Promise<readonly OperatorTask[]> {
    const answer = valueOf(await this.#console.console.call('jobs.tasks', {}));
    return z.object({ tasks: z.array(operatorTaskSchema) }).parse(answer).tasks;
  }

  async #accounts(): Promise<readonly Account[]> {
    const answer = valueOf(await this.#console.console.call('accounts.list', {}));
    return z.object({ accounts: z.array(accountSchema) }).parse(answer).accounts;
  }

  async #attemptsOf({ itemId }: JobItem): Promise<readonly JobAttempt[]> {
    const answer = await this.#console.console.call('jobs.attempts', { itemId });
    return procedures['jobs.attempts'].output.parse(valueOf(answer)).attempts;
  }

  /** The first row of each phone meets the hidden tree in auto, and goes on by hand; every other one is by hand from the start. */
  #judgeRecognition(items: readonly JobItem[], attempts: Attempts, accountsBefore: readonly Account[]): Figure[] {
    const all = items.map(({ itemId }) =>
      (attempts.get(itemId) ?? []).map(({ mode, code }) => `${mode} ${code ?? ''}`),
    );
    const met = all.filter(([first]) => first === 'auto tree-blocked').length;
    const byHand = all.filter(([first]) => first?.startsWith('manual ') === true).length;
    const isHidden = this.#accountsThen.filter(({ isTreeHidden }) => isTreeHidden).length;
    const reasons = new Set(this.#tasks.map(({ mode, byHandCode }) => `${mode} ${byHandCode ?? ''}`));
    return [
      exactly(
        'accounts in auto whose tree is seen, before',
        accountsBefore.filter(({ mode, isTreeHidden }) => mode === 'auto' && !isTreeHidden).length,
        this.#phoneCount,
      ),
      exactly('rows that met the hidden tree in auto, one a phone', met, this.#phoneCount),
      exactly('rows by hand from the start', byHand, items.length - this.#phoneCount),
      atLeast('accounts shown as by hand while the first task waits', isHidden, 1, 'accounts'),
      exactly('what the panel’s tasks say of their mode', [...reasons].join('; '), 'manual tree-blocked'),
    ];
  }

  #judgeRows(items: readonly JobItem[], attempts: Attempts): Figure[] {
    const { world } = this.#console.desk;
    const names = new Set(world.groups.map(({ name }) => name));
    const rows: readonly Row[] = this.#scenes.map((scene) => ({
      scene,
      item: items.find(({ before }) => before === scene.before),
    }));
    for (const { scene, item } of rows) {
      this.#say(
        `${scene.kind}: ${scene.wanted}: ${item?.state ?? ''} ${item?.code ?? ''} ${item?.verifiedBy ?? ''} reads ${item?.reads ?? ''}`,
      );
    }
    const long = rows.filter(({ scene }) => scene.kind === 'right-long');
    const right = rows.filter(({ scene }) => isRight(scene) && scene.kind !== 'right-long');
    const wrong = rows.filter(({ scene }) => !isRight(scene));
    const isDone = ({ item }: Row): boolean => item?.state === 'done' && isProven(item, attempts);
    const isSo = ({ scene }: Row): boolean => names.has(scene.wanted) && !names.has(scene.before);
    const proven = right.filter((row) => isDone(row) && row.item?.verifiedBy === 'ocr');
    const byWord = long.filter((row) => isDone(row) && row.item?.verifiedBy === 'operator');
    const done = rows.filter(({ item }) => item?.state === 'done');
    const refused = wrong.filter(({ item }) => item?.state === 'needs-review' && item.verifiedBy === null);
    const kinds = new Map(
      refused.map(({ scene: { kind } }) => [kind, refused.filter((row) => row.scene.kind === kind).length]),
    );
    return [
      exactly('names that the operator set right, verified by OCR', proven.length, right.length),
      exactly(
        'names too long for their row, done by OCR of the grey line or his tick',
        long.filter(isDone).length,
        long.length,
      ),
      told('… of them by his tick, and said so', byWord.length),
      exactly('rows done that are not so in the world', done.filter((row) => !isSo(row)).length, 0),
      exactly(
        'wrong ones left to a person, never done, though the operator said done twice',
        refused.length,
        wrong.length,
      ),
      told('… by kind', [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')),
    ];
  }

  /** From the first attempt by hand on nothing happens on a phone that the operator did not do. */
  #judgeTouches(attempts: Attempts, startSeq: number): Figure {
    const byHandAt = Math.min(
      ...[...attempts.values()].flat().flatMap(({ mode, startedAt }) => (mode === 'manual' ? [startedAt] : [])),
    );
    const acts = this.#console.desk.world.acts.read(startSeq).filter(({ at }) => at >= byHandAt);
    const foreign = acts.filter(
      ({ seq, kind }) => kind !== 'open-messenger' && !this.#hands.some((hand) => hand.did(seq)),
    );
    const words = foreign.map(({ kind, subject }) => `${kind} ${subject ?? ''}`);
    return exactly('touches of the messenger by anybody but the operator', words.join('; ') || 'none', 'none');
  }
}

type Attempts = ReadonlyMap<number, readonly JobAttempt[]>;

interface Row {
  readonly scene: Scene;
  readonly item: JobItem | undefined;
}

/** Its last attempt was by hand, says how it was verified as the row does, and has its picture. */
function isProven({ itemId, verifiedBy }: JobItem, attempts: Attempts): boolean {
  const last = attempts.get(itemId)?.at(-1);
  return last?.mode === 'manual' && last.verifiedBy === verifiedBy && last.evidenceIds.length > 0;
}

/** Before anything is done as an account, the page is wanted on which the messenger says whose it is. */
function asksWhose({ steps }: OperatorTask): boolean {
  return steps.some((step) => step.includes('「我」'));
}
