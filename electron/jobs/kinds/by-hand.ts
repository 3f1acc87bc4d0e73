import { createHash } from 'node:crypto';
import { z } from 'zod';
import { handTaskMaxLength } from '../../contract/jobs.ts';
import { plainNote } from '../../contract/plain-text.ts';
import { succeed } from '../../contract/outcome.ts';
import type { AttemptEnd, JobKind, PlannedItem, RunContext } from '../job-kind.ts';

const payloadSchema = z.strictObject({
  phoneIds: z.array(z.string().min(1).max(80)).min(1).max(500),
  instruction: plainNote(handTaskMaxLength).trim().min(1),
});
const subjectSchema = z.strictObject({ instruction: z.string() });

type Payload = z.output<typeof payloadSchema>;
type Subject = z.output<typeof subjectSchema>;

const hourMs = 3_600_000;

/**
 * Something that a person does on one phone after the other; the console shows what, where and how far it is, keeps the
 * phone free meanwhile, and touches nothing itself.
 */
export const byHandKind: JobKind<Payload, Subject> = {
  kind: 'by-hand',
  action: 'by-hand',
  planFreshMs: 8 * hourMs,
  afterMark: 'run-again',
  needsOperator: false,
  isHarmless: true,
  mode: 'manual',
  startsTogether: true,
  attemptLimitMs: hourMs,
  payload: payloadSchema,
  subject: subjectSchema,
  plan: async ({ phoneIds, instruction }) => {
    const mark = createHash('sha256').update(instruction).digest('hex').slice(0, 16);
    return succeed([...new Set(phoneIds)].map((phoneId) => planned(phoneId, instruction, mark)));
  },
  run: (item, context) => ask(item.subject, context, false),
  /** Nothing on the phone tells: whoever was there is asked whether it was done. */
  verify: async (item, context) =>
    context.wasTried ? ask(item.subject, context, true) : endWith('failed', 'still-before'),
};

function planned(phoneId: string, instruction: string, mark: string): PlannedItem<Subject> {
  return {
    itemKey: `by-hand ${phoneId} ${mark}`,
    accountId: `by-hand ${phoneId}`,
    phoneId,
    groupId: null,
    name: firstLine(instruction),
    subject: { instruction },
    before: null,
    after: null,
    verdict: 'ready',
    code: null,
  };
}

async function ask({ instruction }: Subject, context: RunContext, isCheck: boolean): Promise<AttemptEnd> {
  const steps = instruction.split('\n').filter((line) => line.trim() !== '');
  const answer = await context.operator.commitByHand({ tap: null, steps, evidenceId: null, isCheck, isHarmless: true });
  if (!answer.ok) {
    context.log(`${answer.error.code}: ${answer.error.message}`);
    return endWith('failed', answer.error.code === 'aborted' ? 'aborted' : 'commit-refused');
  }
  if (answer.value === 'committed') return { ...endWith('done', 'ok'), verifiedBy: 'operator' };
  return endWith('failed', isCheck ? 'still-before' : 'given-up');
}

function endWith(state: AttemptEnd['state'], code: NonNullable<AttemptEnd['code']>): AttemptEnd {
  return { state, code, detail: {}, after: null, verifiedBy: null, cooldownMs: null };
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 60);
}
