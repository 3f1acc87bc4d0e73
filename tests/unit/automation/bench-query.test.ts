import { describe, expect, it } from 'vitest';
import { flowText } from '../../../electron/automation/bench/flow-text.ts';
import { readQuery } from '../../../electron/automation/bench/query-text.ts';
import { tryQuery } from '../../../electron/automation/bench/query-trial.ts';
import type { UiNode, UiTree } from '../../../electron/automation/hierarchy.ts';
import { queriesOfAct, queriesOfApp } from '../../../electron/automation/playbooks/playbook-queries.ts';
import { shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';
import { paperRow, paperTree } from '../../support/automation/paper-views.ts';

const lookAt = (page: UiTree) => ({ lookId: 1, page, placeOf: (node: UiNode) => page.nodes.indexOf(node) });
const nothing = { look: null, app: null, variables: {} };

describe('a query that somebody writes', () => {
  it.each([
    ['by itself', '{ text: 完成 }'],
    ['as a find', 'find: { text: 完成 }'],
    ['as a whole step', 'id: save-name\non: edit-name\nfind: { text: 完成 }\ndo: tap\ncommit: true'],
    ['as a list that begins with a step', '- id: save-name\n  find:\n    text: 完成'],
  ])('may be given %s', (_how, text) => {
    expect(readQuery(text)).toMatchObject({ query: { text: ['完成'] }, problems: [] });
  });

  it('names its variables, those of relations too', () => {
    expect(readQuery("{ text: '${name}', inside: { text: '${place}${name}' } }").variables).toEqual(['name', 'place']);
  });

  it('is told what is wrong with it by the line where it stands, also in a whole step', () => {
    expect(readQuery('id: a\nfind:\n  text: x\n  zone: middle').problems).toMatchObject([
      { line: 4, path: 'find.zone', code: 'field-wrong' },
    ]);
    expect(readQuery('find:\n  inside: { id: a1 }\n  text: x').problems).toMatchObject([
      { line: 2, path: 'find.inside.id', code: 'id-alone' },
    ]);
  });

  it.each(['', '   \n', '\n'])('is no problem while there is nothing (%j)', (text) => {
    expect(readQuery(text)).toEqual({ query: null, problems: [], variables: [] });
  });

  it.each(['null', '42', '[]', 'find:', '{}'])('is a problem where it is none: %s', (text) => {
    const { query, problems } = readQuery(text);
    expect([query, problems.length > 0]).toEqual([null, true]);
  });
});

describe('a query that is shown', () => {
  const shipped = shippedPlaybooks.all.flatMap(({ app, act }) => [...queriesOfApp(app), ...queriesOfAct(act)]);

  it('reads back as the same one: every query of the shipped playbooks', () => {
    expect(shipped.length).toBeGreaterThan(100);
    const differing = shipped.filter(({ query }) => {
      const again = readQuery(flowText(query));
      return again.problems.length > 0 || JSON.stringify(again.query) !== JSON.stringify(query);
    });
    expect(differing.map(({ path }) => path.join('.'))).toEqual([]);
  });

  it('stands on one line', () => {
    expect(shipped.filter(({ query }) => flowText(query).includes('\n'))).toEqual([]);
  });
});

describe('trying a query', () => {
  const page = paperTree({
    of: 'ListView',
    children: [paperRow(200, ['家长群']), paperRow(400, ['家长群']), paperRow(600, ['业主群'])],
  });

  it('tells all that fit, the one that is taken, and who takes the tap', () => {
    const trial = tryQuery(readQuery('{ text: 家长群 }'), { ...nothing, look: lookAt(page) });
    expect(trial.matches).toHaveLength(2);
    expect(trial.taken).toBe(trial.matches[0]);
    expect(page.nodes[trial.tapsOn ?? -1]?.className).toContain('LinearLayout');
    expect(trial.point).toEqual({ x: 360, y: 260 });
  });

  it('counts the rows where the only one is asked for', () => {
    const trial = tryQuery(readQuery('{ text: 家长群, unique: true }'), { ...nothing, look: lookAt(page) });
    expect(trial).toMatchObject({ result: 'many', rowCount: 2, taken: null, point: null });
  });

  it('searches nothing while a variable is empty', () => {
    const written = readQuery("{ textMatches: '^${name}$' }");
    expect(tryQuery(written, { ...nothing, look: lookAt(page) })).toMatchObject({ result: null, matches: [] });
    const variables = { name: '业主群' };
    expect(tryQuery(written, { ...nothing, look: lookAt(page), variables })).toMatchObject({ result: 'one' });
  });
});
