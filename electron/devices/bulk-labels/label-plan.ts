import { createHash } from 'node:crypto';
import {
  labelFields,
  type LabelField,
  type LabelPlan,
  type LabelRow,
  type RowProblemCode,
} from '../../contract/bulk-labels.ts';
import { labelMaxLength, noteMaxLength, tagMaxLength, tagsMaxCount, type Phone } from '../../contract/phones.ts';
import { isPlainLine, isPlainNote } from '../../contract/plain-text.ts';
import type { LabelChange } from '../acts/phone-labels.ts';
import { nameOf } from '../expected-desk/roll-call.ts';
import { splitTags, tagSeparator } from './label-columns.ts';
import { cellOf, type FileRow, type LabelFile } from './label-file.ts';

type Problem = LabelRow['problems'][number];

/** A row of the plan with what it would write. */
interface PlannedRow {
  readonly view: LabelRow;
  readonly phone: Phone | null;
  readonly change: LabelChange | null;
}

export interface PlannedLabels {
  readonly plan: LabelPlan;
  /** What the good rows write; rows that change nothing are not among them. */
  readonly changes: readonly LabelChange[];
}

const numberMax = 9_999;

/**
 * What a label file would do to these phones: a verdict for every row, before and after for every field. Numbers are held
 * against how the desk would be afterwards, so that two rows may exchange theirs.
 */
export function planLabels(file: LabelFile, phones: readonly Phone[]): PlannedLabels {
  const found = withRepeats(file.rows.map((row) => planRow(row, phones)));
  const rows = withTakenNumbers(found, phones);
  const views = rows.map(({ view }) => view);
  const count = (verdict: LabelRow['verdict']): number => views.filter((view) => view.verdict === verdict).length;
  const changes = rows.flatMap(({ view, change }) => (view.verdict === 'change' && change !== null ? [change] : []));
  const plan = {
    encoding: file.encoding,
    rows: views,
    changeCount: count('change'),
    unchangedCount: count('unchanged'),
    wrongCount: count('wrong'),
    ignoredColumns: [...file.ignoredColumns],
  };
  return { plan: { ...plan, fingerprint: createHash('sha256').update(JSON.stringify(plan)).digest('hex') }, changes };
}

function planRow(row: FileRow, phones: readonly Phone[]): PlannedRow {
  const { line, cells } = row;
  const key = cells.phoneId || cells.serial || cells.number || '';
  const found = row.isBroken ? problem('broken-row') : findPhone(row, phones);
  if ('code' in found) {
    return {
      view: { line, phoneId: null, name: key, verdict: 'wrong', changes: [], problems: [found] },
      phone: null,
      change: null,
    };
  }
  const { fields, problems } = readFields(row);
  const changes = fields.flatMap(({ field, after }) => {
    const before = cellOf(found, field);
    return before.trim() === after ? [] : [{ field, before, after }];
  });
  const verdict = problems.length > 0 ? 'wrong' : changes.length === 0 ? 'unchanged' : 'change';
  const view = { line, phoneId: found.phoneId, name: displayName(found), verdict, changes, problems } as const;
  const changed = new Set(changes.map(({ field }) => field));
  return {
    view: { ...view, problems: [...problems] },
    phone: found,
    change: changeOf(
      found,
      fields.filter(({ field }) => changed.has(field)),
    ),
  };
}

function displayName(phone: Phone): string {
  return phone.number === null ? nameOf(phone) : `${phone.number} · ${nameOf(phone)}`;
}

/** The first key that the row fills: phone id, then serial, then number. */
function findPhone({ cells }: FileRow, phones: readonly Phone[]): Phone | Problem {
  const { phoneId = '', serial = '', number = '' } = cells;
  if (phoneId !== '')
    return phones.find((phone) => phone.phoneId === phoneId) ?? problem('unknown-phone', { key: phoneId });
  if (serial !== '') {
    const [first, second] = phones.filter(
      (phone) => phone.facts.hardwareSerial?.toLowerCase() === serial.toLowerCase(),
    );
    if (first === undefined) return problem(isMangled(serial) ? 'mangled-serial' : 'unknown-phone', { key: serial });
    return second === undefined ? first : problem('ambiguous-serial', { key: serial });
  }
  if (number === '') return problem('no-key');
  return (
    phones.find((phone) => phone.number !== null && String(phone.number) === plainNumber(number)) ??
    problem('unknown-phone', { key: number })
  );
}

/** A serial of digits that a spreadsheet took for a number: `8.63E+14`. */
function isMangled(serial: string): boolean {
  return /^\d(?:[.,]\d+)?E\+\d+$/iu.test(serial);
}

interface ReadField {
  readonly field: LabelField;
  readonly after: string;
}

function readFields({ cells }: FileRow): { fields: ReadField[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const fields: ReadField[] = [];
  const isNumberKey = (cells.phoneId ?? '') === '' && (cells.serial ?? '') === '';
  if (cells.number !== undefined && !isNumberKey) {
    const isRight = isNumber(cells.number);
    fields.push({ field: 'number', after: isRight ? plainNumber(cells.number) : cells.number });
    if (!isRight) problems.push(problem('number-invalid', { value: cells.number.slice(0, 40) }));
  }
  if (cells.label !== undefined) fields.push({ field: 'label', after: cells.label });
  if (cells.note !== undefined) fields.push({ field: 'note', after: cells.note });
  problems.push(...tooLong('label', cells.label, labelMaxLength), ...tooLong('note', cells.note, noteMaxLength));
  problems.push(...hiddenCharacters(cells));
  if (cells.tags !== undefined) {
    const tags = splitTags(cells.tags);
    fields.push({ field: 'tags', after: tags.join(tagSeparator) });
    if (tags.length > tagsMaxCount)
      problems.push(problem('too-many-tags', { count: tags.length, limit: tagsMaxCount }));
    problems.push(...tags.flatMap((tag) => tooLong('tags', tag, tagMaxLength)));
  }
  return { fields, problems };
}

/** `007` is 7, and so is `７`. */
function plainNumber(text: string): string {
  return text === '' ? '' : String(Number(text.normalize('NFKC')));
}

function isNumber(text: string): boolean {
  const plain = text.normalize('NFKC');
  return plain === '' || (/^\d{1,4}$/.test(plain) && Number(plain) >= 1 && Number(plain) <= numberMax);
}

function tooLong(field: LabelField, text: string | undefined, limit: number): Problem[] {
  return text === undefined || text.length <= limit ? [] : [problem('too-long', { field, length: text.length, limit })];
}

/** The rule of the contract for typed text (electron/contract/plain-text.ts), for every field that breaks it. */
function hiddenCharacters({ label = '', tags = '', note = '' }: FileRow['cells']): Problem[] {
  const isPlain = { label: isPlainLine(label), tags: splitTags(tags).every(isPlainLine), note: isPlainNote(note) };
  return labelFields.flatMap((field) =>
    field === 'number' || isPlain[field] ? [] : [problem('hidden-character', { field })],
  );
}

function problem(code: RowProblemCode, params: Problem['params'] = {}): Problem {
  return { code, params };
}

function changeOf({ phoneId }: Phone, fields: readonly ReadField[]): LabelChange {
  const after = new Map(fields.map((field) => [field.field, field.after]));
  const number = after.get('number');
  const label = after.get('label');
  const tags = after.get('tags');
  const note = after.get('note');
  return {
    phoneId,
    ...(number !== undefined && { number: number === '' ? null : Number(number) }),
    ...(label !== undefined && { label }),
    ...(tags !== undefined && { tags: splitTags(tags) }),
    ...(note !== undefined && { note }),
  };
}

/** The second row for a phone is wrong, and so is the first: which one is meant, only a person can say. */
function withRepeats(rows: readonly PlannedRow[]): PlannedRow[] {
  return rows.map((row) => {
    const twin = rows.find((other) => other !== row && other.phone !== null && other.phone === row.phone);
    return twin === undefined ? row : withProblem(row, problem('repeated', { line: twin.view.line }));
  });
}

/**
 * A number that two phones would have afterwards is wrong wherever the file writes it. A row that falls out keeps its
 * phone's number, which may be the one that another row wanted: looked at again until nothing falls out.
 */
function withTakenNumbers(rows: readonly PlannedRow[], phones: readonly Phone[]): readonly PlannedRow[] {
  const next = withoutTwins(rows, phones);
  const hasChanged = next.some((row, at) => row !== rows[at]);
  return hasChanged ? withTakenNumbers(next, phones) : next;
}

function withoutTwins(rows: readonly PlannedRow[], phones: readonly Phone[]): PlannedRow[] {
  const after = new Map(phones.map((phone) => [phone.phoneId, phone.number]));
  for (const { view, change } of rows) {
    if (view.verdict === 'change' && change?.number !== undefined) after.set(change.phoneId, change.number);
  }
  return rows.map((row) => {
    const number = row.view.verdict === 'change' ? row.change?.number : undefined;
    if (number === undefined || number === null) return row;
    const holder = phones.find(({ phoneId }) => phoneId !== row.phone?.phoneId && after.get(phoneId) === number);
    return holder === undefined ? row : withProblem(row, problem('number-taken', { number, by: displayName(holder) }));
  });
}

function withProblem(row: PlannedRow, added: Problem): PlannedRow {
  return { ...row, view: { ...row.view, verdict: 'wrong', problems: [...row.view.problems, added] } };
}
