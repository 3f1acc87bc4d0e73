import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { reportDraftSchema, type ReportDraft } from '../../../electron/contract/reports.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import { reportCommands } from '../../../electron/devices/reports/report-commands.ts';
import { createAndroidDevice } from '../../../simulator/android/android-device.ts';
import type { PersonalTraces } from '../../../simulator/android/personal-traces.ts';
import { createSystemClock } from '../../../simulator/desk/system-clock.ts';
import { World } from '../../../simulator/world/world.ts';
import { runAdb } from '../adb-command.ts';
import { openTestConsole, type TestConsole } from '../services.ts';
import { openVirtualDesk } from '../virtual-desk.ts';
import { plantTraces } from './planted-traces.ts';

export interface PlantedDesk {
  readonly console: TestConsole;
  readonly traces: readonly PersonalTraces[];
  readonly adbPort: number;
  readonly folder: string;
  /** The phones by place, once all are ready and polled. */
  readonly phones: readonly Phone[];
  close(): Promise<void>;
}

const readyTimeoutMs = 90_000;

/**
 * A console on phones of these models, each of which prints its own planted identifiers. Their clocks stand still, so
 * that a command asked twice answers the same.
 */
export async function openPlantedDesk(options: {
  readonly modelKeys: readonly string[];
  readonly seed: number;
  /** Lines of the console's own log, by file. */
  readonly logLines: (traces: readonly PersonalTraces[]) => readonly string[];
}): Promise<PlantedDesk> {
  const { modelKeys, seed } = options;
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-masked-'));
  const traces = modelKeys.map((_, at) => plantTraces(seed, at + 1));
  const world = new World({ seed, phoneCount: modelKeys.length });
  const system = createSystemClock();
  const standing = Date.now();
  const { desk, close } = await openVirtualDesk({
    count: modelKeys.length,
    seed,
    clock: { now: () => standing, after: (delayMs, task) => system.after(delayMs, task) },
    createDevice: ({ index, clock }) =>
      createAndroidDevice({
        index,
        seed,
        clock,
        world,
        modelKey: modelKeys[index - 1] ?? 'redmi_7',
        traces: traces[index - 1] ?? null,
      }),
  });
  const logFolder = join(folder, 'logs');
  mkdirSync(logFolder);
  writeFileSync(join(logFolder, 'main.log'), `${options.logLines(traces).join('\n')}\n`);
  const opened = await openTestConsole({ dataFolder: join(folder, 'data'), localAdbPort: desk.adbPort, logFolder });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  const console = opened.value;
  const snapshot = await console.waitFor(
    ({ phones }) => phones.filter(isPolled).length === modelKeys.length,
    readyTimeoutMs,
  );
  const phones = traces.flatMap(
    ({ serial }) => snapshot.phones.find((phone) => phone.facts.hardwareSerial === serial) ?? [],
  );
  return {
    console,
    traces,
    adbPort: desk.adbPort,
    folder,
    phones,
    close: async () => {
      await console.services.dispose();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isPolled(phone: Phone): boolean {
  return phone.state === 'ready' && phone.health.polledAt !== null;
}

/** What each command of a phone's report prints when it is asked with the `adb` command, without the console. */
export async function askPlainly({ adbPort }: PlantedDesk, phone: Phone): Promise<ReadonlyMap<string, string>> {
  const serial = phone.routes.find((route) => route.isCurrent)?.serial ?? '';
  const outputs = new Map<string, string>();
  for (const { name, command } of reportCommands(phone.facts.sdk)) {
    const { stdout } = await runAdb(['-s', serial, 'shell', `{ ${command};} 2>&1`], { port: adbPort });
    outputs.set(name, stdout.toString('utf8'));
  }
  return outputs;
}

/** Lets the console collect an export, look nothing through, and save all of it. */
export async function saveExport(
  { console, folder }: PlantedDesk,
  order: { readonly phoneIds: readonly string[] } | 'bundle',
): Promise<{ readonly draft: ReportDraft; readonly files: ReadonlyMap<string, string>; readonly bytes: Buffer }> {
  const drafted =
    order === 'bundle'
      ? await console.call('reports.draftBundle', {})
      : await console.call('reports.draftPhones', { phoneIds: [...order.phoneIds] });
  if (!drafted.ok) throw new Error(`${drafted.error.code}: ${drafted.error.message}`);
  const draft = reportDraftSchema.parse(drafted.value);
  const path = join(folder, `${draft.draftId}.zip`);
  const names = draft.files.map(({ name }) => name);
  const saved = await console.call('reports.save', { draftId: draft.draftId, names, path });
  if (!saved.ok) throw new Error(`${saved.error.code}: ${saved.error.message}`);
  z.object({ path: z.literal(path) }).parse(saved.value);
  const bytes = readFileSync(path);
  const files = Object.entries(unzipSync(bytes)).map(
    ([name, body]) => [name, Buffer.from(body).toString('utf8')] as const,
  );
  return { draft, files: new Map(files), bytes };
}
