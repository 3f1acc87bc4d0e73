import type { ShownPlaybook, ShownRehearsal, ShownStep } from '../../contract/playbook-bench.ts';
import type { Alternate, Step } from '../playbooks/playbook-schema.ts';
import type { Playbook } from '../playbooks/playbooks.ts';
import type { Rehearsal } from '../rehearsal/rehearsal-store.ts';
import { flowText } from './flow-text.ts';

/** A playbook as people read it: every step, those of the ways that lead to it first, with what each source is worth. */
export function showPlaybook({ app, act, digest }: Playbook): ShownPlaybook {
  const ways = act.reach.flat().flatMap((part) => (app.parts[part] ?? []).map((step) => showStep(step, part)));
  return {
    act: act.act,
    app: app.app,
    appName: app.name,
    title: act.title,
    versions: app.versions,
    risk: act.risk,
    digest,
    variables: Object.entries(act.variables).map(([name, { isRequired, default: text, jobsOnly }]) => ({
      name,
      isRequired,
      default: text ?? null,
      isJobsOnly: jobsOnly,
    })),
    steps: [...ways, ...act.steps.map((step) => showStep(step, null))],
  };
}

function showStep(step: Step, part: string | null): ShownStep {
  const { id, on, find, confidence, sources, note, alternates, commit, notRehearsed } = step;
  return {
    part,
    id,
    on: [...on],
    do: step.do,
    find: find === undefined ? null : flowText(find),
    confidence,
    sources: [...sources],
    note: note ?? null,
    alternates: alternates.map(showAlternate),
    isCommit: commit,
    isNotRehearsed: notRehearsed,
  };
}

function showAlternate({ find, versions, confidence, sources, note }: Alternate): ShownStep['alternates'][number] {
  return { find: flowText(find), versions: versions ?? null, confidence, sources: [...sources], note: note ?? null };
}

/** A rehearsal, and whether it is of the playbook as it is now. */
export function showRehearsal(rehearsal: Rehearsal, playbooks: readonly Playbook[]): ShownRehearsal {
  const { digest, ...shown } = rehearsal;
  const isCurrent = playbooks.some((playbook) => playbook.act.act === rehearsal.act && playbook.digest === digest);
  return { ...shown, isCurrent };
}
