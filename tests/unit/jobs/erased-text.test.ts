import { describe, expect, test } from 'vitest';
import { blankJson } from '../../../electron/jobs/store/erased-text.ts';

describe('a name in stored JSON', () => {
  test('goes from every text, however deep, and each change is told', () => {
    const { json, changes } = blankJson('{"names":{"g1":"小明的群","g2":["小明","小红"]},"count":3}', '小明');
    expect(JSON.parse(json)).toEqual({ names: { g1: '•••的群', g2: ['•••', '小红'] }, count: 3 });
    expect(changes).toEqual([
      { before: '小明的群', after: '•••的群' },
      { before: '小明', after: '•••' },
    ]);
  });

  test('stays in keys, in ids and in the console’s own words', () => {
    const json = '{"names":{"names":"x"},"rule":{"kind":"names"},"groupId":"names-1","phoneIds":["names"]}';
    expect(blankJson(json, 'names')).toEqual({ json, changes: [] });
  });

  test('is found though JSON writes it otherwise', () => {
    const name = '小"明\\';
    expect(JSON.parse(blankJson(JSON.stringify({ reads: name }), name).json)).toEqual({ reads: '•••' });
  });
});
