import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { describeClientTable, measureClients, type ClientRow } from '../../support/client-operations/client-table.ts';
import type { OperationOutcome } from '../../support/client-operations/run-operations.ts';
import {
  clientNames,
  unofferedOperations,
  type ClientName,
} from '../../support/client-operations/unoffered-operations.ts';
import { createEchoPhones } from '../../support/echo-phone.ts';
import { compareShells, findReference } from '../../support/shell-comparison.ts';
import { grammarLines, toolLines } from '../../support/shell-lines.ts';
import { atLeast, exactly, told, type Figure, type ShowLine } from '../show-line.ts';

/** Before checksums were dropped, the manual's own level, and the second versions of the file requests. */
const modelKeys = ['redmi_5a', 'redmi_7', 'redmi_note_14'] as const;

/** Three independent clients do the same things with a virtual phone; its shell answers as Android's own tools do. */
export const clientsAndShell: ShowLine = {
  id: '01.2',
  title: 'adb, adbkit and @yume-chan/adb pass one list of operations; shell and tools answer as mksh and toybox',
  hasShortForm: true,
  limitMs: 10 * 60_000,
  async run({ isShort, seed, say, signal }) {
    const stateFolder = mkdtempSync(join(tmpdir(), 'jiqun-show-clients-'));
    const models = isShort ? modelKeys.slice(1, 2) : modelKeys;
    const createDevice = createEchoPhones(seed, models);
    const adbPath = findAdbProgram();
    const desk = await VirtualDesk.start({
      count: models.length,
      seed,
      adbPath,
      stateFolder,
      bootMs: 200,
      createDevice,
    });
    try {
      const rows = await measureClients(desk, signal);
      for (const line of describeClientTable(rows).split('\n')) say(line);
      return [...describeClients(rows), ...(await describeShell(say))];
    } finally {
      await desk.stop();
      rmSync(stateFolder, { recursive: true, force: true });
    }
  },
};

function describeClients(rows: readonly ClientRow[]): Figure[] {
  const measured = [...(rows[0]?.outcomes.keys() ?? [])];
  return [
    exactly('clients', measured.join(), clientNames.join()),
    ...clientNames.flatMap((name) => [
      exactly(`${name}: operations failed`, countOutcomes(rows, name, 'failed'), 0),
      exactly(`${name}: operations passed`, countOutcomes(rows, name, 'passed'), countOffered(rows, name)),
      exactly(`${name}: left out, but for what it has no call for`, describeStrays(rows, name), 'none'),
    ]),
  ];
}

function countOutcomes(rows: readonly ClientRow[], name: ClientName, kind: OperationOutcome['kind']): number {
  return rows.filter(({ outcomes }) => outcomes.get(name)?.kind === kind).length;
}

function countOffered(rows: readonly ClientRow[], name: ClientName): number {
  return rows.filter(({ operation }) => !unofferedOperations[name].includes(operation)).length;
}

/** Where what was left out for want of a call differs, on any phone, from the list of what the client has no call for. */
function describeStrays(rows: readonly ClientRow[], name: ClientName): string {
  const strays = rows.filter(({ operation, outcomes }) => {
    const isLeftOut = outcomes.get(name)?.kind === 'not-offered';
    return isLeftOut !== unofferedOperations[name].includes(operation);
  });
  return strays.map(({ operation, model }) => `${operation} (${model})`).join(', ') || 'none';
}

async function describeShell(say: (text: string) => void): Promise<Figure[]> {
  const reference = findReference();
  if (reference === null) {
    return [told('shell against mksh and toybox', 'not installed here')];
  }
  const lines = [...grammarLines, ...toolLines];
  const comparisons = await compareShells(reference, lines);
  const differing = comparisons.filter(({ isEqual }) => !isEqual);
  for (const { line, phone, reference: wanted } of differing) {
    say(`differs: ${line}: ${JSON.stringify(phone)}, not ${JSON.stringify(wanted)}`);
  }
  return [
    atLeast('shell lines compared', comparisons.length, 200, 'lines'),
    exactly('shell lines that differ', differing.length, 0),
  ];
}
