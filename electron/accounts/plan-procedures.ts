import { fail, succeed } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { AccountDesk } from './account-desk.ts';
import { detailOf } from './desk/account-detail.ts';
import { findState } from './desk/account-ground.ts';
import { boardOf } from './desk/board.ts';
import { previewBulk, runBulk } from './desk/bulk-commands.ts';
import { doubtsOf, settleDoubts } from './desk/doubt-commands.ts';
import { forecastOf } from './desk/forecasts.ts';
import { signOff, tick, untick } from './desk/checklist-commands.ts';
import { closeSignal, reportSignal, restart, setFields } from './desk/growth-commands.ts';
import { logAct } from './desk/hand-commands.ts';
import { JobPlans } from './desk/job-plans.ts';
import { endLoosening, waive } from './desk/rest-commands.ts';
import { assignPlan, getPlan, loosen, savePlan } from './desk/plan-commands.ts';
import { listPlans } from './desk/plan-list.ts';
import { previewAssign, previewPlan } from './desk/plan-previews.ts';
import { outlookOf, withdrawFact } from './desk/withdraw-commands.ts';
import { seedDemo } from './desk/seed-demo.ts';
import { timelinePage } from './desk/timelines.ts';
import { TimelineStore } from './store/timeline-store.ts';
import type { accountBulkProcedures } from '../contract/account-bulk.ts';
import type { accountPlanProcedures } from '../contract/account-plans.ts';
import type { planProcedures } from '../contract/plans.ts';

export type PlanProcedure =
  | keyof typeof accountPlanProcedures
  | keyof typeof accountBulkProcedures
  | Exclude<keyof typeof planProcedures, 'plans.export'>;

/** What the page and scripts ask of accounts under their plans. */
export function createPlanProcedures({ ground }: AccountDesk): Handlers<PlanProcedure> {
  const timeline = new TimelineStore(ground.store);
  const jobs = new JobPlans(ground.store);
  return {
    'accounts.board': async () => succeed(await boardOf(ground)),
    'accounts.detail': async ({ accountId }) => {
      const [state, account] = [findState(ground, accountId), ground.accounts.get(accountId)];
      if (!state.ok) return state;
      if (account === null) return fail('account-not-found', 'no such account', { accountId });
      return succeed(detailOf(ground, account, state.value));
    },
    'accounts.timeline': async (input) => timelinePage(ground, timeline, input),
    'accounts.tick': async (input) => tick(ground, input),
    'accounts.untick': async (input) => untick(ground, input),
    'accounts.signOff': async (input) => signOff(ground, input),
    'accounts.previewBulk': async (input) => succeed(await previewBulk(ground, input)),
    'accounts.bulk': (input, signal) => runBulk(ground, input, signal),
    'accounts.reportSignal': async (input) => reportSignal(ground, input),
    'accounts.closeSignal': async (input) => closeSignal(ground, input),
    'accounts.restart': async (input) => restart(ground, input),
    'accounts.loosen': async (input) => loosen(ground, input),
    'accounts.endLoosening': async (input) => endLoosening(ground, input),
    'accounts.waive': async (input) => waive(ground, input),
    'accounts.logAct': async (input) => logAct(ground, input),
    'accounts.setFields': async (input) => setFields(ground, input),
    'accounts.forecast': async (input) => forecastOf(ground, jobs, input),
    'accounts.withdrawFact': async (input) => withdrawFact(ground, input),
    'accounts.restartOutlook': async (input) => outlookOf(ground, input),
    'accounts.doubts': async () => succeed(doubtsOf(ground)),
    'accounts.settleDoubts': async (input) => settleDoubts(ground, input),
    'accounts.seedDemo': async (input) => seedDemo(ground, input),
    'plans.list': async () => succeed(listPlans(ground)),
    'plans.get': async (input) => getPlan(ground, input),
    'plans.preview': async (input) => previewPlan(ground, input),
    'plans.previewAssign': async (input) => previewAssign(ground, input),
    'plans.save': async (input) => savePlan(ground, input),
    'plans.assign': async (input) => assignPlan(ground, input),
  };
}
