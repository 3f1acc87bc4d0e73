import { statSync } from 'node:fs';
import type { LocalAdb } from './adb/local-adb.ts';
import { keptDays, type EvidenceFiles } from './automation/evidence/evidence-files.ts';
import type { ConsoleInfo } from './contract/console.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { Handlers } from './contract/procedures.ts';
import type { Devices } from './devices/devices.ts';
import { historyFileOf } from './devices/history/history-file.ts';
import type { Surroundings } from './devices/reports/surroundings.ts';
import type { Store } from './store/store.ts';

/** What whoever runs the console knows of its runtime. */
export type RuntimeInfo = Pick<ConsoleInfo, 'version' | 'runtime' | 'isFallbackRuntime' | 'platform' | 'logFolder'>;

export interface ConsoleInfoDeps {
  readonly info: RuntimeInfo;
  readonly dataFolder: string;
  readonly store: Store;
  readonly adb: LocalAdb;
  readonly evidence: Pick<EvidenceFiles, 'summary'>;
}

type ConsoleProcedure = 'console.info' | 'console.restoreBackup';

/** What runs here. The adb program is looked up anew at each call: it may have been installed meanwhile. */
export function createConsoleHandlers(deps: ConsoleInfoDeps): Handlers<ConsoleProcedure> {
  const { info, dataFolder, store, adb, evidence } = deps;
  return {
    'console.info': async () => {
      const found = await adb.find();
      const program = found.ok ? { adbPath: found.value.path, adbVersion: found.value.version } : null;
      const { pictureCount, byteCount } = evidence.summary();
      return succeed({
        ...info,
        dataFolder,
        databaseBytes: store.bytes() + bytesOf(historyFileOf(dataFolder)),
        evidence: { pictureCount, byteCount, keptDays },
        adbPath: program?.adbPath ?? null,
        adbVersion: program?.adbVersion ?? null,
      });
    },
    // Whoever answers here has opened the database.
    'console.restoreBackup': async () => fail('restore-not-needed', 'the database is open and in use'),
  };
}

/** 0 for a file that is not there yet. */
function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

export interface SurroundingsDeps {
  readonly about: Handlers<'console.info'>;
  readonly operators: { readonly handlers: Handlers<'operators.list'> };
  readonly hosts: Pick<Devices['hosts'], 'list'>;
  readonly currentOperator: { current(): { readonly name: string } | null };
  readonly groups: { names(): readonly string[] };
}

/** What exports tell of this console besides its phones. */
export function createSurroundings(deps: SurroundingsDeps): Surroundings {
  const { about, operators, hosts, currentOperator, groups } = deps;
  const { signal } = new AbortController();
  return {
    info: async () => valueOf(await about['console.info']({}, signal)),
    hosts: () => hosts.list(),
    operatorName: () => currentOperator.current()?.name ?? null,
    peopleNames: async () => {
      const { operators: people } = valueOf(await operators.handlers['operators.list']({}, signal));
      return people.map(({ name }) => name);
    },
    groupNames: () => groups.names(),
  };
}

/** Neither of the two questions has an expected failure. */
function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}
