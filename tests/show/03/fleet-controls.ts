import { judgeFleet } from '../../support/fleet/fleet-judge.ts';
import type { FleetEvidence, FleetRow } from '../../support/fleet/fleet-evidence.ts';
import { exactly, type Figure } from '../show-line.ts';

/** What the judge must find when it is so, each in a copy of what was really seen. */
const untruths: Readonly<Record<string, (evidence: FleetEvidence) => FleetEvidence>> = {
  'somebody else gave a done group another name': (evidence) => ({
    ...evidence,
    groups: new Map([...evidence.groups, [firstDone(evidence).worldId, { name: '别的名字', isDissolved: false }]]),
  }),
  'a done group was renamed twice': (evidence) => withDeed(evidence, firstDone(evidence)),
  'a group that was not done was renamed': (evidence) => withDeed(evidence, firstFailed(evidence)),
  'a group outside of the plan was renamed': (evidence) => withDeed(evidence, { worldId: 'group-999' }),
  'a reason that is not so': (evidence) => withItem(evidence, firstFailed(evidence), { code: 'app-crashed' }),
  'a row left open': (evidence) => withItem(evidence, firstFailed(evidence), { state: 'ready', code: null }),
};

/** That the judge of the line is no rubber stamp. */
export function controlFigures(evidence: FleetEvidence): Figure[] {
  const told = new Set(judgeFleet(evidence));
  const isFound = (plant: (evidence: FleetEvidence) => FleetEvidence): boolean =>
    judgeFleet(plant(evidence)).some((what) => !told.has(what));
  const found = Object.values(untruths).filter(isFound).length;
  return [exactly('control: planted untruths that the judge finds', found, Object.keys(untruths).length)];
}

function firstDone({ rows }: FleetEvidence): FleetRow {
  return one(rows.find(({ item }) => item.state === 'done'));
}

function firstFailed({ rows }: FleetEvidence): FleetRow {
  return one(rows.find(({ item }) => item.state === 'failed'));
}

function one(row: FleetRow | undefined): FleetRow {
  if (row === undefined) throw new Error('the control has no row to work on');
  return row;
}

function withDeed(evidence: FleetEvidence, { worldId }: Pick<FleetRow, 'worldId'>): FleetEvidence {
  const after = evidence.rows.find((row) => row.worldId === worldId)?.item.after ?? '多出来的名字';
  const deed = { seq: 0, at: 0, accountId: 'account-1', groupId: worldId, subject: null, before: null, after };
  return { ...evidence, acts: [...evidence.acts, { ...deed, kind: 'rename-group' }] };
}

function withItem(evidence: FleetEvidence, meant: FleetRow, change: Partial<FleetRow['item']>): FleetEvidence {
  const rows = evidence.rows.map((row) => (row === meant ? { ...row, item: { ...row.item, ...change } } : row));
  return { ...evidence, rows };
}
