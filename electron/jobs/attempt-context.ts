import type { OperatorTask } from '../contract/jobs.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Phone } from '../contract/phones.ts';
import type { PhoneLink } from '../devices/sessions/phone-link.ts';
import type { AttemptPermit, ShownBrink } from './attempt-permit.ts';
import type { OperatorAnswer, RunContext } from './job-kind.ts';
import type { ItemRunDeps, RunOrder } from './run-order.ts';

const lineMaxLength = 500;
const linesLimit = 2_000;

export interface AttemptStage {
  readonly phone: Phone;
  readonly link: PhoneLink;
  readonly signal: AbortSignal;
}

type Deps = Pick<ItemRunDeps, 'book' | 'desk' | 'clock' | 'evidence'>;

/** What an attempt works with: its phone, its permit, and where its log and its pictures go. */
export function createContext(
  { book, clock, evidence }: Deps,
  { mode, item }: RunOrder,
  { attemptId, stage, permit }: { attemptId: number; stage: AttemptStage; permit: AttemptPermit },
): RunContext {
  const { journal } = book;
  const { itemId } = item;
  let lineCount = 0;
  let pictureCount = 0;
  return {
    ...stage,
    attemptId,
    mode,
    wasTried: item.attemptCount > 0,
    isMarked: item.isMarked,
    commit: permit,
    operator: permit,
    evidence: {
      save: async (picture) => {
        const saved = await evidence.save(picture);
        if (saved.ok) journal.add(itemId, { kind: 'picture', attemptId, seq: pictureCount++, evidenceId: saved.value });
        return saved;
      },
    },
    log: (text) => {
      if (lineCount >= linesLimit) return;
      const line = { at: clock.now(), text: text.slice(0, lineMaxLength) };
      journal.add(itemId, { kind: 'line', attemptId, seq: lineCount++, ...line });
    },
    note: (code, fault) => journal.add(itemId, { kind: 'note', attemptId, note: { code, at: clock.now(), fault } }),
  };
}

/** Has the item wait for the operator until there is an answer or the signal fires; fails as the store does. */
export async function showToOperator(
  { book, desk, clock }: Deps,
  order: RunOrder,
  { link, ...shown }: ShownBrink & { readonly attemptId: number; readonly link: PhoneLink },
): Promise<Outcome<OperatorAnswer>> {
  const { itemId } = order.item;
  const asked = book.move(itemId, { event: 'ask-operator', at: clock.now(), code: order.byHandCode });
  if (!asked.ok) return asked;
  const answer = await desk.wait(taskOf(order, shown, clock.now()), link, shown.until);
  // The attempt may have ended meanwhile, and the item with it.
  if (book.items.get(itemId)?.state !== 'waiting-for-operator') return fail('aborted', 'the attempt has ended');
  const back = book.move(itemId, { event: 'go-on', at: clock.now() });
  return back.ok ? succeed(answer) : back;
}

function taskOf(
  { item, job, mode, byHandCode }: RunOrder,
  { attemptId, asks, brink: { tap, steps, evidenceId, tapArea = null } }: ShownBrink & { readonly attemptId: number },
  sinceAt: number,
): OperatorTask {
  const { itemId, jobId, phoneId, accountId, name, before, after } = item;
  const what = {
    attemptId,
    itemId,
    jobId,
    jobTitle: job.title,
    phoneId,
    accountId,
    name,
    before,
    after,
    mode,
    byHandCode,
  };
  return { ...what, asks, tap, steps: [...steps], evidenceId, tapArea, sinceAt };
}
