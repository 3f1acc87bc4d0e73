import type { Phone } from '../../../electron/contract/phones.ts';
import type { PollSection } from '../../../electron/devices/health/compound-poll.ts';
import { readHealth, type HealthReadings } from '../../../electron/devices/health/readings.ts';
import { reportCommands } from '../../../electron/devices/reports/report-commands.ts';
import { traceMessages, type PersonalTraces } from '../../../simulator/android/personal-traces.ts';
import { phoneModels } from '../../../simulator/models/phone-model.ts';
import { parserOf, withoutIdentity } from '../../support/masked-reports/output-parsers.ts';
import {
  askPlainly,
  openPlantedDesk,
  saveExport,
  type PlantedDesk,
} from '../../support/masked-reports/planted-desk.ts';
import { phrasesOf, phrasesOfLog } from '../../support/masked-reports/planted-traces.ts';
import { findAnyForm } from '../../support/masked-reports/written-forms.ts';
import { atLeast, exactly, told, type Figure, type ShowLine } from '../show-line.ts';

const shortModels = ['redmi_5a', 'huawei_mate_10', 'oppo_r17', 'meizu_v8', 'galaxy_a52'];
const webhookUrl = 'https://robot.example-chat.cn/send?access_token=9f8e7d6c5b4a39281706f5e4d3c2b1a0';
const pinNote = '锁屏密码 PIN-739152，找老周';
const farHost = '172.29.143.7';
/** People, places and things as this desk calls them: long and short, in both scripts, everyday words among them. */
const operatorNames = ['周老板Zhou88', '小周', '李', 'Li', 'Nan'];
const hostNames = ['周老板家 Zhou home', 'den', '家'];
const label = '王姐的手机';
const tags = ['Riverside', '东区'];
const hubName = '阿珍桌';
const viewName = '阿珍的视图';
/** How a log could name them; each is looked for as it stands there, as one letter alone is in every text. */
const namedPhrases = [
  '周老板Zhou88',
  '小周',
  'to 李,',
  'from Li ',
  'Nan asked',
  '周老板家 Zhou home',
  'the den is',
  '（家）',
  label,
  ...tags,
  hubName,
  viewName,
];
const namingText = `${namedPhrases.join('; ')} and from Li to 李, as Nan asked: the den is off（家）`;

/** No identifier leaves the console in an export, and what leaves still says how the phone is. */
export const maskedReports: ShowLine = {
  id: '02.5',
  title: 'exported reports and bundle: no planted identifier in any form, same health values as the phones gave',
  hasShortForm: true,
  limitMs: 10 * 60_000,
  async run({ isShort, seed, say }) {
    const modelKeys = isShort ? shortModels : phoneModels.map(({ key }) => key);
    const desk = await openPlantedDesk({ modelKeys, seed, logLines });
    try {
      await writeAboutPhones(desk);
      say(`${desk.phones.length} phones of ${modelKeys.join(', ')}`);
      return [...(await judgeReports(desk, say)), ...(await judgeBundle(desk, say))];
    } finally {
      await desk.close();
    }
  },
};

/** What a console's own log could hold at worst. */
function logLines(traces: readonly PersonalTraces[]): string[] {
  const messages = traces.flatMap((trace) => traceMessages(trace));
  return [
    JSON.stringify({ level: 'warn', event: 'webhook-failed', url: webhookUrl }),
    JSON.stringify({ level: 'info', event: 'note', text: pinNote, by: operatorNames[0] }),
    JSON.stringify({ level: 'info', event: 'host', address: farHost }),
    JSON.stringify({ level: 'info', event: 'naming', text: namingText }),
    ...traces.map((trace) => JSON.stringify({ level: 'debug', event: 'phone', ...trace })),
    ...messages.map(([tag, , text]) => JSON.stringify({ level: 'debug', event: 'line', tag, text })),
  ];
}

/** What people write about phones, and who and what else the console knows. */
async function writeAboutPhones({ console, phones }: PlantedDesk): Promise<void> {
  for (const name of operatorNames) await console.call('operators.create', { name });
  for (const { phoneId } of phones) {
    await console.call('phones.setNote', { phoneId, note: pinNote });
    await console.call('phones.setTags', { phoneId, tags });
  }
  const [{ phoneId, routes: [route] } = { phoneId: '', routes: [] }] = phones;
  await console.call('phones.setLabel', { phoneId, label });
  await console.call('alerts.setWebhook', { isOn: false, url: webhookUrl, format: 'wecom', minSeverity: 'warn' });
  for (const [at, name] of hostNames.entries()) {
    const address = at === 0 ? farHost : `172.29.144.${at}`;
    await console.call('hosts.add', { name, address, port: 5037 });
  }
  const hub = { hubId: null, hostId: route?.hostId ?? '', name: hubName, portCount: 4 };
  await console.call('deskMap.saveHub', hub);
  await console.call('views.save', { viewId: null, name: viewName, isDefault: false, content: openView });
}

const openView = {
  filter: { search: '', group: null, states: [], verdicts: [], hostIds: [], tags: [], bands: [], isVirtual: null },
  order: { key: 'number' as const, isDescending: false },
  hiddenColumns: [],
  layout: 'table' as const,
};

async function judgeReports(desk: PlantedDesk, say: (text: string) => void): Promise<Figure[]> {
  const { traces, phones } = desk;
  const exported = await saveExport(desk, { phoneIds: phones.map(({ phoneId }) => phoneId) });
  const planted = traces.flatMap(phrasesOf);
  const everything = [...exported.files].map(([name, text]) => `${name}\n${text}`).join('\n');
  const written = [webhookUrl, pinNote, 'PIN-739152', farHost, ...namedPhrases];
  const leaked = findAnyForm(everything, [...planted, ...written]);
  for (const value of leaked) say(`leaked into the reports: ${value}`);
  const plain = await Promise.all(phones.map((phone) => askPlainly(desk, phone)));
  const found = findAnyForm(plain.flatMap((outputs) => [...outputs.values()]).join('\n'), planted);
  for (const value of planted.filter((one) => !found.includes(one))) say(`not printed by any phone: ${value}`);
  const compared = phones.map((phone, at) => compare(phone, plain[at] ?? new Map(), exported.files));
  for (const { different } of compared) for (const name of different) say(`reads otherwise: ${name}`);
  return [
    exactly('phones reported', phones.length, traces.length),
    exactly('phones that could not be asked', exported.draft.unasked.length, 0),
    exactly('planted identifiers in the reports, in any form', leaked.length, 0),
    exactly(
      'control: planted identifiers that the same search finds in what the phones printed',
      found.length,
      planted.length,
    ),
    atLeast(
      'outputs compared',
      compared.reduce((sum, { count }) => sum + count, 0),
      phones.length * 25,
      'files',
    ),
    exactly(
      'outputs that parse to something else than the phone gave',
      compared.flatMap(({ different }) => different).length,
      0,
    ),
    exactly(
      'phones whose health reads otherwise from the report',
      compared.filter(({ isHealthSame }) => !isHealthSame).length,
      0,
    ),
    told('size of the archive', `${Math.round(exported.bytes.length / 1024)} KiB`),
  ];
}

interface Comparison {
  readonly count: number;
  readonly different: readonly string[];
  readonly isHealthSame: boolean;
}

/** Holds each exported output against the same command asked without the console, by the product's own parsers. */
function compare(phone: Phone, plain: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): Comparison {
  const own = [...files].filter(([name]) => files.size < 60 || name.startsWith(`phone-${phone.number}/`));
  const different: string[] = [];
  const exported = new Map<string, string>();
  for (const [name, text] of plain) {
    const file = own.find(([path]) => (path.split('/').at(-1) ?? '').startsWith(`${name}-${modelPart(phone)}`));
    if (file !== undefined) exported.set(name, file[1]);
    const parse = parserOf(name);
    if (withoutIdentity(parse(file?.[1] ?? 'no file')) !== withoutIdentity(parse(text))) {
      different.push(
        `${phone.number} ${name} ${withoutIdentity(parse(file?.[1] ?? 'no file'))} ${withoutIdentity(parse(text))}`,
      );
    }
  }
  const isHealthSame = withoutIdentity(healthOf(phone, exported)) === withoutIdentity(healthOf(phone, plain));
  return { count: plain.size, different, isHealthSame };
}

/** As `filesOfReport` names them. */
function modelPart({ facts }: Phone): string {
  return (facts.marketName ?? facts.model ?? 'unknown').toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
}

/** All health values that the console would read from these outputs. */
function healthOf(phone: Phone, outputs: ReadonlyMap<string, string>): Omit<HealthReadings, 'asked' | 'properties'> {
  const sections = reportCommands(phone.facts.sdk).flatMap(({ name, section }) => {
    const output = outputs.get(name);
    return section === null || output === undefined ? [] : [[section, { output, exitCode: 0 }] as const];
  });
  const context = { sentAt: 0, receivedAt: 0, previousCpuSample: null };
  const {
    asked: _asked,
    properties: _properties,
    ...values
  } = readHealth(new Map<PollSection, { output: string; exitCode: number }>(sections), context);
  return values;
}

async function judgeBundle(desk: PlantedDesk, say: (text: string) => void): Promise<Figure[]> {
  const { files, bytes } = await saveExport(desk, 'bundle');
  const secrets = [
    ...desk.traces.flatMap(phrasesOfLog),
    webhookUrl,
    'access_token=9f8e7d6c',
    pinNote,
    'PIN-739152',
    farHost,
    ...namedPhrases,
  ];
  const everything = [...files].map(([name, text]) => `${name}\n${text}`).join('\n');
  const leaked = findAnyForm(everything, secrets);
  for (const value of leaked) say(`leaked into the bundle: ${value}`);
  const inLog = findAnyForm(logLines(desk.traces).join('\n'), secrets);
  for (const value of secrets.filter((one) => !inLog.includes(one))) say(`not in the log: ${value}`);
  const unread = [...files].filter(([name, text]) => name.endsWith('.json') && !isJson(text)).map(([name]) => name);
  return [
    exactly('planted identifiers and secrets in the bundle, in any form', leaked.length, 0),
    exactly('control: of these, found by the same search in the log before masking', inLog.length, secrets.length),
    exactly('files of the bundle that are no JSON any more', unread.length, 0),
    atLeast('files in the bundle', files.size, 8, 'files'),
    told('size of the bundle', `${Math.round(bytes.length / 1024)} KiB`),
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
