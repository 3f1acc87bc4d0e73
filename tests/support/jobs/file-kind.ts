import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { AttemptEnd, JobKind, PlannedItem, RunContext } from '../../../electron/jobs/job-kind.ts';

const actSchema = z.object({ group: z.string(), before: z.string(), after: z.string(), at: z.number() });
export type FileAct = z.output<typeof actSchema>;

/**
 * Groups whose names stand in a folder, with every act that changed one: what really happened, whoever of the consoles
 * that were killed did it.
 */
export class FileWorld {
  readonly #acts: string;
  readonly #unreadable: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#acts = join(folder, 'acts.jsonl');
    this.#unreadable = join(folder, 'unreadable.json');
  }

  acts(): FileAct[] {
    if (!existsSync(this.#acts)) return [];
    const lines = readFileSync(this.#acts, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => actSchema.parse(JSON.parse(line)));
  }

  nameOf(group: string): string {
    return this.acts().findLast((act) => act.group === group)?.after ?? `旧 ${group}`;
  }

  act(group: string, after: string): void {
    appendFileSync(this.#acts, `${JSON.stringify({ group, before: this.nameOf(group), after, at: Date.now() })}\n`);
  }

  /** From now on the names of these groups cannot be read. */
  hide(groups: readonly string[]): void {
    writeFileSync(this.#unreadable, JSON.stringify(groups));
  }

  isHidden(group: string): boolean {
    if (!existsSync(this.#unreadable)) return false;
    return z
      .array(z.string())
      .parse(JSON.parse(readFileSync(this.#unreadable, 'utf8')))
      .includes(group);
  }
}

const rowSchema = z.strictObject({ phone: z.string(), group: z.string(), after: z.string() });
export type FileRow = z.output<typeof rowSchema>;
const payloadSchema = z.strictObject({ rows: z.array(rowSchema) });
const subjectSchema = z.strictObject({ group: z.string() });
type Subject = z.output<typeof subjectSchema>;

/** Where a console that is to be killed can stand still. */
export const filePoints = ['begun', 'permitted', 'acted', 'read-back'] as const;
export type FilePoint = (typeof filePoints)[number];

export interface FileKindOptions {
  readonly world: FileWorld;
  /** Told of every point that an attempt comes by; it may not come back from there. */
  readonly reach: (point: FilePoint, group: string) => void;
}

/** A kind of job without screens: it holds real phones, asks them a question, and changes names in a file. */
export function createFileKind(
  options: FileKindOptions,
): JobKind<z.output<typeof payloadSchema>, z.output<typeof subjectSchema>> {
  const { world } = options;
  return {
    kind: 'test.file',
    action: 'rename',
    // It writes files, not into an app.
    isHarmless: true,
    planFreshMs: 600_000,
    afterMark: 'run-again',
    needsOperator: false,
    // No account of the console's stands behind it, so none has a mode.
    mode: 'manual',
    attemptLimitMs: 60_000,
    payload: payloadSchema,
    subject: subjectSchema,
    plan: async ({ rows }) => succeed(rows.map((row) => planned(row, world))),
    run: ({ subject: { group }, after }, context) => rename(options, { group, after: after ?? '' }, context),
    verify: async ({ subject: { group }, after }) => readBack(world, { group, after: after ?? '' }, 'still-before'),
  };
}

function planned({ phone, group, after }: FileRow, world: FileWorld): PlannedItem<Subject> {
  return {
    itemKey: `${phone} ${group} rename ${after}`,
    accountId: `account ${phone}`,
    phoneId: phone,
    groupId: group,
    name: group,
    subject: { group },
    before: world.nameOf(group),
    after,
    verdict: 'ready',
    code: null,
  };
}

interface Wish {
  readonly group: string;
  readonly after: string;
}

async function rename(
  { world, reach }: FileKindOptions,
  { group, after }: Wish,
  context: RunContext,
): Promise<AttemptEnd> {
  if (world.nameOf(group) === after) return endWith('skipped', 'already-so');
  const answered = await context.link.shell('echo here', { timeoutMs: 10_000 });
  if (!answered.ok) return endWith('failed', 'phone-fault');
  reach('begun', group);
  const permitted = await context.commit.ask();
  if (!permitted.ok) return endWith('failed', permitted.error.code === 'aborted' ? 'aborted' : 'commit-refused');
  reach('permitted', group);
  world.act(group, after);
  reach('acted', group);
  const end = readBack(world, { group, after }, 'not-verified');
  reach('read-back', group);
  return end;
}

function readBack(world: FileWorld, { group, after }: Wish, otherwise: 'still-before' | 'not-verified'): AttemptEnd {
  if (world.isHidden(group)) return endWith('unknown', 'not-verified');
  const reads = world.nameOf(group);
  if (reads === after) return { ...endWith('done', 'ok'), after: reads, verifiedBy: 'page' };
  return { ...endWith(otherwise === 'still-before' ? 'failed' : 'unknown', otherwise), after: reads };
}

function endWith(state: AttemptEnd['state'], code: NonNullable<AttemptEnd['code']>): AttemptEnd {
  return { state, code, detail: {}, after: null, verifiedBy: null, cooldownMs: null };
}
