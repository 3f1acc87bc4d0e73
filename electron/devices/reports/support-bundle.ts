import type { ConsoleInfo } from '../../contract/console.ts';
import type { Host } from '../../contract/hosts.ts';
import type { Phone, PhoneEventKind, TextParams } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { DatabaseFacts } from './database-facts.ts';
import { maskLegend } from './phone-report.ts';
import type { PlainFile } from './plain-file.ts';
import { withoutSecrets } from './safe-settings.ts';

export interface BundleEvent {
  readonly at: number;
  readonly kind: PhoneEventKind;
  readonly params: TextParams;
}

export interface BundleParts {
  readonly info: ConsoleInfo;
  readonly settings: Settings;
  readonly hosts: readonly Host[];
  readonly phones: readonly { readonly phone: Phone; readonly events: readonly BundleEvent[] }[];
  readonly alerts: readonly object[];
  /** Null when they could not be counted. */
  readonly database: DatabaseFacts | null;
  readonly history: DatabaseFacts | null;
  readonly logs: readonly PlainFile[];
  readonly createdAt: number;
}

/**
 * What support needs to understand a desk. Labels, tags, notes and names of people are not part of it at all; what else
 * may identify a phone, a network or a place is masked afterwards.
 */
export function filesOfBundle(parts: BundleParts): PlainFile[] {
  const { info, settings, hosts, phones, alerts, database, history, logs, createdAt } = parts;
  const { dataFolder: _data, logFolder: _logs, adbPath: _adb, ...versions } = info;
  const files = [
    writeJson('versions.json', { ...versions, createdAt: new Date(createdAt).toISOString() }),
    writeJson('settings.json', withoutSecrets(settings)),
    writeJson('hosts.json', hosts.map(describeHost)),
    writeJson(
      'phones.json',
      phones.map(({ phone }) => describePhone(phone)),
    ),
    writeJson('alerts.json', alerts),
    writeJson('database.json', { console: database, history }),
    {
      name: 'events.txt',
      text: phones.map(({ phone, events }) => describeEvents(phone, events)).join(''),
      isLog: true,
    },
    ...logs,
  ];
  return [{ name: 'README.md', text: writeReadme(files) }, ...files];
}

function writeJson(name: string, value: unknown): PlainFile {
  return { name, text: `${JSON.stringify(value, null, 2)}\n` };
}

/** A host's own name may be a place or a person. */
function describeHost({ name: _name, adbPath: _path, ...host }: Host): object {
  return host;
}

function describePhone({ label: _label, tags: _tags, note: _note, routes, ...phone }: Phone): object {
  return { ...phone, routes: routes.map(({ routeId: _routeId, ...route }) => route) };
}

function describeEvents({ number, phoneId }: Phone, events: readonly BundleEvent[]): string {
  const lines = events.map(
    ({ at, kind, params }) => `${new Date(at).toISOString()} ${kind} ${JSON.stringify(params)}\n`,
  );
  return `# phone ${number ?? '-'} (${phoneId})\n${lines.join('')}\n`;
}

function writeReadme(files: readonly PlainFile[]): string {
  return [
    '# 诊断包 / Diagnostic bundle',
    '',
    '不含名称、标签、备注和人员。/ Without labels, tags, notes and people.',
    ...maskLegend,
    '',
    ...files.map(({ name }) => `- ${name}`),
    '',
  ].join('\n');
}
