import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { describeClientTable, measureClients, type ClientRow } from '../../support/client-operations/client-table.ts';
import { createEchoPhones } from '../../support/echo-phone.ts';
import { compareShells, findReference } from '../../support/shell-comparison.ts';
import { grammarLines, toolLines } from '../../support/shell-lines.ts';
import { atLeast, exactly, type Figure, type ShowLine } from '../show-line.ts';

const clientNames = ['adb', 'adbkit', 'Tango'] as const;
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
  const names = [...(rows[0]?.outcomes.keys() ?? [])];
  const figures: Figure[] = [exactly('clients', names.length, clientNames.length)];
  for (const name of names) {
    const outcomes = rows.map((row) => row.outcomes.get(name));
    const of = (kind: string): number => outcomes.filter((outcome) => outcome?.kind === kind).length;
    figures.push(exactly(`${name}: operations failed`, of('failed'), 0));
    figures.push(atLeast(`${name}: operations passed`, of('passed'), Math.ceil(rows.length / 2), 'operations'));
    figures.push({
      name: `${name}: not offered by the client`,
      value: of('not-offered'),
      bar: 'told only',
      isMet: true,
    });
  }
  return figures;
}

async function describeShell(say: (text: string) => void): Promise<Figure[]> {
  const reference = findReference();
  if (reference === null) {
    return [
      { name: 'shell against mksh and toybox', value: 'not installed here', bar: 'where installed', isMet: true },
    ];
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
