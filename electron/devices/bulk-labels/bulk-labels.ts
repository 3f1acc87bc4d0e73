import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Handlers, ProcedureInput, ProcedureName, ProcedureOutput } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Devices } from '../devices.ts';
import { dayOf } from '../history/local-days.ts';
import type { SavedFiles } from '../reports/saved-files.ts';
import { readLabelFile, writeLabelFile } from './label-file.ts';
import { planLabels, type PlannedLabels } from './label-plan.ts';

export interface BulkLabelDeps {
  readonly clock: Clock;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings };
  readonly devices: { readonly phones: Pick<Devices['phones'], 'list' | 'applyLabels'> };
  readonly files: SavedFiles;
}

type LabelProcedure = Extract<ProcedureName, `labels.${string}`>;

/** Numbers, labels, tags and notes of the whole desk by a spreadsheet: out, looked at row by row, in. */
export function createBulkLabels(deps: BulkLabelDeps): { readonly handlers: Handlers<LabelProcedure> } {
  return {
    handlers: {
      'labels.export': (input, signal) => exportLabels(deps, input, signal),
      'labels.preview': async (input) => {
        const planned = planFile(deps, input);
        return planned.ok ? succeed(planned.value.plan) : planned;
      },
      'labels.apply': async (input) => applyFile(deps, input),
    },
  };
}

async function exportLabels(
  { clock, audit, settings, devices, files }: BulkLabelDeps,
  { hasSerials, path }: ProcedureInput<'labels.export'>,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'labels.export'>>> {
  const phones = devices.phones.list().toSorted(byNumber);
  const bytes = writeLabelFile(phones, { language: settings.current().language, hasSerials });
  const day = dayOf(clock.now());
  const saved = await files.save({ suggestedName: `jiqun-labels-${day}.csv`, bytes, path }, signal);
  if (!saved.ok) return saved;
  if (saved.value !== null) {
    audit.append({ action: 'labels.export', subject: null, params: { count: phones.length, hasSerials } });
  }
  return succeed({ path: saved.value, rowCount: phones.length });
}

function byNumber(left: Phone, right: Phone): number {
  return (left.number ?? Number.MAX_SAFE_INTEGER) - (right.number ?? Number.MAX_SAFE_INTEGER);
}

function planFile(
  { devices }: BulkLabelDeps,
  { content, encoding }: ProcedureInput<'labels.preview'>,
): Outcome<PlannedLabels> {
  const file = readLabelFile(Buffer.from(content, 'base64'), encoding);
  return file.ok ? succeed(planLabels(file.value, devices.phones.list())) : file;
}

/** The plan is made anew: what the operator saw must be what is written. */
function applyFile(
  deps: BulkLabelDeps,
  { content, encoding, fingerprint, onlyGoodRows }: ProcedureInput<'labels.apply'>,
): Outcome<ProcedureOutput<'labels.apply'>> {
  const planned = planFile(deps, { content, encoding });
  if (!planned.ok) return planned;
  const { plan, changes } = planned.value;
  if (plan.fingerprint !== fingerprint) {
    return fail('csv-unreadable', 'the plan would be another by now', { rule: 'changed-since' });
  }
  if (plan.wrongCount > 0 && !onlyGoodRows) {
    return fail('csv-unreadable', 'some rows are wrong', { rule: 'rows-wrong', count: plan.wrongCount });
  }
  const summary = { changedCount: changes.length, leftOutCount: plan.wrongCount };
  const applied = deps.devices.phones.applyLabels(changes, { action: 'labels.apply', subject: null, params: summary });
  return applied.ok ? succeed(summary) : applied;
}
