import { stamp, type EndedRow, type StagedJob } from '../../support/fleet/staged-job.ts';
import { shanghaiDay } from '../../support/plan-life/true-days.ts';
import { atLeast, exactly, type Figure } from '../show-line.ts';
import { wordOf } from './staged-figures.ts';

/** Rows of a later day: each begins with a look, and what was changed meanwhile is told as that. */
export function judgeLater(job: StagedJob, say: (text: string) => void): Figure[] {
  const later = job.ended.filter(({ row }) => job.isLater(row));
  const begun = later.filter(({ attempts }) => attempts.length > 0);
  const sooner = job.ended.filter(({ row }) => !job.isLater(row) && row.item.state === 'done');
  const renamed = begun.filter(({ row }) => row.item.state === 'done');
  for (const ended of renamed) say(`${wordOf(ended.row)}: ${sightsOf(job, ended)}`);
  const unread = renamed.filter((ended) => looksAt(job, ended) === 0);
  const looked = sooner.filter((ended) => looksAt(job, ended) > 0);
  const figures = [
    atLeast('rows that begin on a later day', begun.length, 2, 'rows'),
    exactly(
      'of these that did not begin with a look, by the ledger',
      begun.filter(({ attempts }) => attempts[0]?.purpose !== 'verify').length,
      0,
    ),
    atLeast('of these renamed', renamed.length, 1, 'rows'),
    exactly(
      "of these whose group's page was not read on that day before the walk to the act, by the phone's log",
      unread.map(({ row }) => wordOf(row)).join('; ') || 'none',
      'none',
    ),
    exactly("control: rows of the plan's own day whose group's page was looked at so", looked.length, 0),
  ];
  return job.changed.renamed.size === 0 ? figures : [...figures, ...judgeChanged(job, say)];
}

/**
 * How often the phone showed the group's page on the day of its renaming, before that was asked for, and went back from there: on
 * the way to the act the page leads to the editor.
 */
function looksAt({ fleet, sinceSeq }: StagedJob, { row }: EndedRow): number {
  const seen = fleet.seenOf(row.worldId, sinceSeq);
  const place = seen.findIndex(({ kind }) => kind === 'submit-rename-group');
  const actAt = seen[place]?.at ?? 0;
  return seen.filter(({ kind, at }, index) => {
    const isLook = kind === 'open-group-info' && seen[index + 1]?.kind !== 'open-editor';
    return isLook && index < place && shanghaiDay(at) === shanghaiDay(actAt);
  }).length;
}

/** What the phone saw of the group, and when the ledger has its attempts. */
function sightsOf({ fleet, sinceSeq }: StagedJob, { row, attempts }: EndedRow): string {
  const seen = fleet.seenOf(row.worldId, sinceSeq).map(({ kind, at }) => ({ what: kind, at }));
  const tried = attempts.flatMap(({ purpose, startedAt, endedAt }) => [
    { what: `[${purpose}`, at: startedAt },
    { what: `${purpose}]`, at: endedAt ?? Number.POSITIVE_INFINITY },
  ]);
  const all = [...seen, ...tried].toSorted((one, other) => one.at - other.at);
  return all.map(({ what, at }) => `${stamp(at)} ${what}`).join(', ');
}

/** What goes by the wanted name may be another group: of nothing but an act of the console's own it is known to be the one. */
const truthOfDone = 'failed changed-meanwhile';

/** Nobody finds a group by a name that it has no more: either the new name was read, or none of the old. */
const truths: ReadonlySet<string> = new Set(['needs-review changed-meanwhile', 'failed group-not-found']);

function judgeChanged(job: StagedJob, say: (text: string) => void): Figure[] {
  const { fleet, ended, changed } = job;
  const ofRenamed = ended.filter(({ row }) => changed.renamed.has(row.worldId));
  const ofDone = ended.filter(({ row }) => changed.done.includes(row.worldId));
  for (const one of [...ofRenamed, ...ofDone]) say(`${wordOf(one.row)}, changed by hand: ${sightsOf(job, one)}`);
  const lost = [...changed.renamed].filter(([worldId, name]) => fleet.nameOf(worldId) !== name);
  const odd = ofRenamed.map(endOf).filter((end) => !truths.has(end));
  return [
    atLeast('groups that somebody named otherwise meanwhile', ofRenamed.length, 1, 'groups'),
    exactly('of these not told as that', odd.join(', ') || 'none', 'none'),
    exactly('of these that lost the name which somebody gave', lost.length, 0),
    exactly('groups that somebody gave the wanted name', [...new Set(ofDone.map(endOf))].join(', '), truthOfDone),
  ];
}

function endOf({ row }: EndedRow): string {
  return `${row.item.state} ${row.item.code ?? ''}`;
}
