import type { TextParams as ContractParams } from '@contract/phones.ts';
import type { Language, TextParams, Texts } from '../i18n/texts.ts';
import { durationText } from './ages.ts';
import { planMomentText } from './plan-times.ts';
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
  laterCode: (code) => `job.code.${code}.short`,
};

/** Ids parted by commas, by the name of the parameter that carries them. */
const listKeys: Readonly<Record<string, (id: string) => string>> = {
  steps: (stepId) => `preparation.step.${stepId}.name`,
  changed: (stepId) => `preparation.step.${stepId}.name`,
  refused: (stepId) => `preparation.step.${stepId}.name`,
  faults: (code) => `growth.phone-fault.${code}`,
  needs: (need) => `growth.change-need.${need}`,
  lacks: (need) => `growth.recover.${need}`,
};

/**
 * Values that come from main, made readable by their name: `…At`, `…Ms`, `…Bytes`, `…Mb`, `hours`; words that have a
 * text of their own (`param.plug.usb`, states, reasons, error codes) are translated; a pair `nameZh` and `nameEn` also
 * gives `name` in the operator's language; other numbers keep one digit.
 */
export function readableParams(texts: Texts, params: ContractParams, now: number): TextParams {
  return readAll(texts, { params, now, moment: momentText });
}

/**
 * The same for what the gate says, which goes by the calendar of plans: its times are those of that place, wherever the computer stands.
 */
export function planParams(texts: Texts, params: ContractParams, now: number): TextParams {
  return readAll(texts, { params, now, moment: planMomentText });
}

function readAll(texts: Texts, ground: Omit<ReadableOptions, 'known'>): TextParams {
  const readable = readEach(texts, { ...ground, known: {} });
  // The words of a reason may be made of the values that came with it.
  return 'reason' in ground.params ? readEach(texts, { ...ground, known: readable }) : readable;
}

type MomentText = (language: Language, at: number, now: number) => string;

interface ReadableOptions {
  readonly params: ContractParams;
  readonly now: number;
  readonly moment: MomentText;
  /** What the words may be made of. */
  readonly known: TextParams;
}

function readEach(texts: Texts, { params, ...ground }: ReadableOptions): TextParams {
  const readable: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    readable[name] = readableValue(texts, { name, value, ...ground });
    const plain = plainName(name, texts);
    if (plain !== null && value !== null) readable[plain] = readableValue(texts, { name: plain, value, ...ground });
  }
  return readable;
}

/** `name` for `nameZh` while Chinese is read, null for a parameter of the other language or of none. */
function plainName(name: string, { language }: Texts): string | null {
  const ending = language === 'zh-CN' ? 'Zh' : 'En';
  return name.endsWith(ending) ? name.slice(0, -ending.length) : null;
}

interface NamedValue extends Omit<ReadableOptions, 'params'> {
  readonly name: string;
  readonly value: ContractParams[string];
}

function readableValue(texts: Texts, { name, value, now, known, moment }: NamedValue): string | number {
  const own = texts.lookUp(`param.${name}.${String(value)}`);
  if (own !== null) return own;
  if (value === null || value === undefined) return texts.text('value.none');
  if (typeof value === 'boolean') return texts.text(value ? 'value.yes' : 'value.no');
  const listKey = listKeys[name];
  if (typeof value === 'string' && listKey !== undefined) return readableList(texts, value, listKey);
  if (typeof value === 'string') return texts.lookUp(wordKeys[name]?.(value) ?? '', known) ?? value;
  return readableNumber(texts, { name, value, now, moment });
}

function readableList(texts: Texts, list: string, keyOf: (id: string) => string): string {
  const names = list.split(', ').map((id) => texts.lookUp(keyOf(id)) ?? id);
  return list === '' ? texts.text('value.none') : names.join(', ');
}

function readableNumber(
  texts: Texts,
  { name, value, now, moment }: Omit<NamedValue, 'known'> & { readonly value: number },
): string | number {
  if (name.endsWith('At')) return moment(texts.language, value, now);
  if (name.endsWith('Ms')) return durationText(texts, value);
  if (name.endsWith('Bytes')) return sizeText(value);
  if (name.endsWith('Mb')) return sizeText(value * bytesOfMb);
  if (name === 'hours') return durationText(texts, value * msOfHour);
  return Math.round(value * 10) / 10;
}
