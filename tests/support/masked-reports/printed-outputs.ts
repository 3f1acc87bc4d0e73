import { readPropertyFacts } from '../../../electron/devices/identity-facts.ts';
import { parseGetprop } from '../../../electron/devices/health/tools/getprop.ts';
import { wordsOfModel } from '../../../electron/devices/masking/phone-identifiers.ts';
import type { PlainText } from '../../../electron/devices/masking/masker.ts';
import { reportCommands } from '../../../electron/devices/reports/report-commands.ts';
import { createAndroidDevice } from '../../../simulator/android/android-device.ts';
import type { PersonalTraces } from '../../../simulator/android/personal-traces.ts';
import { World } from '../../../simulator/world/world.ts';
import { readAdbFixture } from '../adb-fixtures.ts';
import { StillClock, TestPhone } from '../phone-shell.ts';
import { appCases } from '../../unit/fixtures/app-cases.ts';
import { batteryCases } from '../../unit/fixtures/battery-cases.ts';
import { deviceCases } from '../../unit/fixtures/device-cases.ts';
import { networkCases } from '../../unit/fixtures/network-cases.ts';
import { resourceCases } from '../../unit/fixtures/resource-cases.ts';
import { screenCases } from '../../unit/fixtures/screen-cases.ts';
import { parserOf } from './output-parsers.ts';

/** A text that a phone printed, and what the product reads from it. */
export interface PrintedOutput extends PlainText {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  /** Which phone it says that it is. */
  readonly kept: readonly string[];
}

const recordedCases = [...deviceCases, ...batteryCases, ...screenCases, ...resourceCases, ...networkCases, ...appCases];

/** The recorded outputs that lie beside the repository. */
export function recordedOutputs(): PrintedOutput[] {
  return recordedCases.map(({ file, parse }) => {
    const text = readAdbFixture(file);
    const isLog = file.startsWith('logcat');
    return {
      name: file,
      text,
      // What a log says in its own words is no value.
      parse: isLog ? parserOf('logcat-threadtime') : parse,
      kept: file.startsWith('getprop') ? wordsOfProperties(text) : [],
      isLog,
    };
  });
}

/** Everything that a report asks a virtual phone of that model for. */
export async function simulatedOutputs(
  modelKey: string,
  traces: PersonalTraces | null = null,
): Promise<PrintedOutput[]> {
  const seed = 7;
  const world = new World({ seed, phoneCount: 6 });
  const order = { index: 1, seed, clock: new StillClock(), world, modelKey, traces };
  const phone = new TestPhone({ device: createAndroidDevice(order) });
  const kept = wordsOfProperties(await phone.output('getprop'));
  const outputs: PrintedOutput[] = [];
  for (const { name, command, isNumbersOnly, isLog } of reportCommands(phone.device.phone.sdk)) {
    const text = await phone.output(`{ ${command};} 2>&1`);
    outputs.push({ name: `${modelKey} ${name}`, text, parse: parserOf(name), kept, isNumbersOnly, isLog });
  }
  return outputs;
}

function wordsOfProperties(text: string): string[] {
  return wordsOfModel(readPropertyFacts(parseGetprop(text)));
}
