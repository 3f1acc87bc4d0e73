import { describe, expect, it } from 'vitest';
import { isPlainLine, isPlainNote } from '../../../electron/contract/plain-text.ts';
import { procedures } from '../../../electron/contract/procedures.ts';

const content = {
  filter: { search: '', group: null, states: [], verdicts: [], hostIds: [], tags: [], bands: [], isVirtual: null },
  order: { key: 'number', isDescending: false },
  hiddenColumns: [],
  layout: 'table',
};

/** Every procedure that stores a typed text, with an input that holds it. */
const lines: [keyof typeof procedures, string, (text: string) => unknown][] = [
  ['phones.setLabel', 'label', (label) => ({ phoneId: 'p', label })],
  ['phones.setTags', 'tags.1', (tag) => ({ phoneId: 'p', tags: ['一楼', tag] })],
  ['operators.create', 'name', (name) => ({ name })],
  ['hosts.add', 'name', (name) => ({ name, address: 'a', port: 1 })],
  ['deskMap.saveHub', 'name', (name) => ({ hubId: null, hostId: 'h', name, portCount: null })],
  ['views.save', 'name', (name) => ({ viewId: null, name, isDefault: false, content })],
  ['views.save', 'content.filter.search', (search) => saveView({ search })],
  ['views.save', 'content.filter.tags.1', (tag) => saveView({ tags: ['一楼', tag] })],
  ['reports.savePdf', 'title', (title) => ({ title, isLandscape: false })],
];

function saveView(filter: object): unknown {
  return {
    viewId: null,
    name: '前台',
    isDefault: false,
    content: { ...content, filter: { ...content.filter, ...filter } },
  };
}

/** Every procedure that stores a text of several lines. */
const notes: [keyof typeof procedures, (note: string) => unknown][] = [
  ['phones.setNote', (note) => ({ phoneId: 'p', note })],
  ['shift.mark', (note) => ({ checkId: 1, phoneId: 'p', mark: null, note })],
  ['shift.sign', (note) => ({ checkId: 1, signature: '周', note })],
  ['batteryCare.signOff', (note) => ({ phoneIds: ['p'], result: 'ok', note })],
];

const hidden = [
  ['a NUL', '\u0000'],
  ['a line end', '\n'],
  ['a tab', '\t'],
  ['a control character of the second block', '\u0085'],
  ['a mark of direction', '\u200F'],
  ['an override of direction', '\u202E'],
  ['an isolate of direction', '\u2066'],
  ["Unicode's line end", '\u2028'],
  ["Unicode's paragraph end", '\u2029'],
] as const;

describe.each(lines)('%s, %s', (name, field, inputWith) => {
  const { input } = procedures[name];

  it.each(hidden)('refuses a text with %s, by its rule', (_what, character) => {
    const { error } = input.safeParse(inputWith(`前${character}台`));
    expect(error?.issues).toMatchObject([{ code: 'custom', params: { rule: 'plain-text' } }]);
    expect(error?.issues[0]?.path.join('.')).toBe(field);
  });

  it('takes any other text, a joined emoji too', () => {
    expect(input.safeParse(inputWith('前台 A·3 👩‍💻 العربية')).success).toBe(true);
  });
});

describe.each(notes)('the note of %s', (name, inputWith) => {
  const { input } = procedures[name];

  it('may hold line ends and tabs', () => {
    expect(input.safeParse(inputWith('电池换过\r\n\t屏幕裂')).success).toBe(true);
  });

  it.each([['\u0000'], ['\u001B'], ['\u202E'], ['\u2028'], ['\u2029']])('refuses %j, by its rule', (character) => {
    const { error } = input.safeParse(inputWith(`电池${character}换过`));
    expect(error?.issues).toMatchObject([{ code: 'custom', path: ['note'], params: { rule: 'plain-text' } }]);
  });
});

it('every control character, every line end and every one that turns direction is hidden; spaces are not', () => {
  const codes = [...range(0x00, 0x1f), ...range(0x7f, 0x9f), 0x06_1c, 0x20_0e, 0x20_0f, 0x20_28, 0x20_29];
  for (const code of [...codes, ...range(0x20_2a, 0x20_2e), ...range(0x20_66, 0x20_69)])
    expect(isPlainLine(String.fromCodePoint(code))).toBe(false);
  expect(isPlainLine(' \u3000\u00A0')).toBe(true);
  expect(isPlainNote('\u0000')).toBe(false);
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
