import { parseArgs } from 'node:util';
import { z } from 'zod';
import { scenarioNames, type ScenarioName } from '../faults/scenario.ts';

export interface CommandLine {
  readonly count: number;
  readonly seed: number;
  readonly scenario: ScenarioName;
  readonly adbPath: string;
  /** Null asks for a temporary folder. */
  readonly stateFolder: string | null;
  /** The file by which the phones' clocks go; null: the computer's clock. */
  readonly clockFile: string | null;
  /** One JSON line on standard output instead of text for people. */
  readonly isJson: boolean;
  /** Started by the app: told to stop by message instead of standard input. */
  readonly isInsideElectron: boolean;
  readonly wantsHelp: boolean;
}

const schema = z.object({
  count: z.coerce.number().int().min(1).max(200).default(6),
  seed: z.coerce.number().int().min(0).max(0xffffffff).default(1),
  scenario: z.enum(scenarioNames).default('calm'),
  adb: z.string().min(1).default('adb'),
  state: z.string().min(1).nullable().default(null),
  clock: z.string().min(1).nullable().default(null),
  json: z.boolean().default(false),
  parent: z.enum(['none', 'electron']).default('none'),
  help: z.boolean().default(false),
});

/** Reads the simulator's arguments; the text of what is wrong with them otherwise. */
export function readCommandLine(args: readonly string[]): CommandLine | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        count: { type: 'string' },
        seed: { type: 'string' },
        scenario: { type: 'string' },
        adb: { type: 'string' },
        state: { type: 'string' },
        clock: { type: 'string' },
        json: { type: 'boolean' },
        parent: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { adb, state, clock, json, parent, help, ...rest } = schema.parse(values);
    return {
      ...rest,
      adbPath: adb,
      stateFolder: state,
      clockFile: clock,
      isJson: json,
      isInsideElectron: parent === 'electron',
      wantsHelp: help,
    };
  } catch (failure) {
    if (failure instanceof z.ZodError) return { problem: z.prettifyError(failure) };
    return { problem: failure instanceof Error ? failure.message : 'unknown' };
  }
}

export const usage = `虚拟手机 / virtual phones

  --count N         手机数量，默认 6 / number of phones (6)
  --seed S          随机种子，相同种子得到相同手机 / same seed, same phones (1)
  --scenario NAME   故障场景 / faults: ${scenarioNames.join(', ')} (calm)
  --adb PATH        adb 程序 / the adb program (adb)
  --state DIR       密钥与进程号所在的文件夹 / folder for the key and pid file (temporary)
  --clock FILE      手机时间按此文件走，只读 / the phones' time follows this file, which is only read
  --json            输出一行 JSON / print one JSON line
`;
