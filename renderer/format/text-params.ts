import type { TextParams as ContractParams } from '@contract/phones.ts';
import type { TextParams, Texts } from '../i18n/texts.ts';
import { durationText } from './ages.ts';
import { sizeText } from './sizes.ts';
import { momentText } from './times.ts';

const bytesOfMb = 1024 * 1024;
const msOfHour = 3_600_000;

/** Words from closed unions that have a text elsewhere, by the name of the parameter that carries them. */
const wordKeys: Readonly<Record<string, (word: string) => string>> = {
  from: (state) => `state.${state}.name`,
  to: (state) => `state.${state}.name`,
  actual: (state) => `state.${state}.name`,
  actualReason: (code) => `reason.${code}.short`,
  reason: (code) => `reason.${code}.short`,
  code: (code) => `error.${code}.cause`,
  error: (code) => `error.${code}.cause`,
  jobKind: (kind) => `job.kind.${kind}`,
};

/** Ids parted by commas, by the name of the parameter that carries them. */
const listKeys: Readonly<Record<string, (id: string) => string>> = {
  steps: (stepId) => `preparation.step.${stepId}.name`,
  changed: (stepId) => `preparation.step.${stepId}.name`,
  refused: (stepId) => `preparation.step.${stepId}.name`,
};

/**
 * Values that come from main, made readable by their name: `…At`, `…Ms`, `…Bytes`, `…Mb`, `hours`; words that have a
 * text of their own (`param.plug.usb`, states, reasons, error codes) are translated; a pair `nameZh` and `nameEn` also
 * gives `name` in the operator's language; other numbers keep one digit.
 */
export function readableParams(texts: Texts, params: ContractParams, now: number): TextParams {
  const readable = readEach(texts, { params, now, known: {} });
  // The words of a reason may be made of the values that came with it.
  return 'reason' in params ? readEach(texts, { params, now, known: readable }) : readable;
}

interface ReadableOptions {
  readonly params: ContractParams;
  readonly now: number;
  /** What the words may be made of. */
  readonly known: TextParams;
}

function readEach(texts: Texts, { params, now, known }: ReadableOptions): TextParams {
  const readable: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    readable[name] = readableValue(texts, { name, value, now, known });
    const plain = plainName(name, texts);
    if (plain !== null && value !== null) readable[plain] = readableValue(texts, { name: plain, value, now, known });
  }
  return readable;
}

/** `name` for `nameZh` while Chinese is read, null for a parameter of the other language or of none. */
function plainName(name: string, { language }: Texts): string | null {
  const ending = language === 'zh-CN' ? 'Zh' : 'En';
  return name.endsWith(ending) ? name.slice(0, -ending.length) : null;
}

interface NamedValue {
  readonly name: string;
  readonly value: ContractParams[string];
  readonly now: number;
  readonly known: TextParams;
}

function readableValue(texts: Texts, { name, value, now, known }: NamedValue): string | number {
  const own = texts.lookUp(`param.${name}.${String(value)}`);
  if (own !== null) return own;
  if (value === null || value === undefined) return texts.text('value.none');
  if (typeof value === 'boolean') return texts.text(value ? 'value.yes' : 'value.no');
  const listKey = listKeys[name];
  if (typeof value === 'string' && listKey !== undefined) return readableList(texts, value, listKey);
  if (typeof value === 'string') return texts.lookUp(wordKeys[name]?.(value) ?? '', known) ?? value;
  return readableNumber(texts, { name, value, now });
}

function readableList(texts: Texts, list: string, keyOf: (id: string) => string): string {
  const names = list.split(', ').map((id) => texts.lookUp(keyOf(id)) ?? id);
  return list === '' ? texts.text('value.none') : names.join(', ');
}

function readableNumber(
  texts: Texts,
  { name, value, now }: Omit<NamedValue, 'known'> & { readonly value: number },
): string | number {
  if (name.endsWith('At')) return momentText(texts.language, value, now);
  if (name.endsWith('Ms')) return durationText(texts, value);
  if (name.endsWith('Bytes')) return sizeText(value);
  if (name.endsWith('Mb')) return sizeText(value * bytesOfMb);
  if (name === 'hours') return durationText(texts, value * msOfHour);
  return Math.round(value * 10) / 10;
}
