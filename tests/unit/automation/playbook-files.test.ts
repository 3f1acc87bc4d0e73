import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareVersions, isInRange } from '../../../electron/automation/playbooks/app-version.ts';
import { loadPlaybooks } from '../../../electron/automation/playbooks/playbooks.ts';
import { fillPattern } from '../../../electron/automation/playbooks/variables.ts';
import { playbookActs, type PlaybookProblemCode } from '../../../electron/contract/automation.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const shipped = fileURLToPath(new URL('../../../resources/playbooks/', import.meta.url));
const messenger = 'com.tencent.mm';

/** The shipped playbooks with one text of one file replaced. */
function changed(file: string, from: string | RegExp, to: string) {
  const folder = makeTempFolder();
  cpSync(shipped, folder, { recursive: true });
  const path = join(folder, 'wechat', file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error('nothing was replaced');
  writeFileSync(path, after);
  const line = after.slice(0, commonStart(before, after)).split('\n').length;
  return { ...loaded(folder), line };
}

function loaded(folder: string) {
  const playbooks = loadPlaybooks(folder);
  return {
    playbooks,
    problems: playbooks.problems,
    has: (act: (typeof playbookActs)[number]) => playbooks.find(messenger, act) !== null,
  };
}

function digestOf(playbooks: ReturnType<typeof loadPlaybooks>): string | undefined {
  return playbooks.find(messenger, 'rename-group')?.digest;
}

function commonStart(left: string, right: string): number {
  let index = 0;
  while (index < left.length && left[index] === right[index]) index += 1;
  return index;
}

describe('the shipped playbooks', () => {
  const { playbooks, problems } = loaded(shipped);

  it('have no problem, and there is one for every act', () => {
    expect(problems).toEqual([]);
    for (const act of playbookActs) expect(playbooks.find(messenger, act)?.act.act).toBe(act);
  });

  it('commit in no step but the last of a writing act', () => {
    for (const { act, app } of playbooks.all) {
      const commits = [...Object.values(app.parts).flat(), ...act.steps].filter(({ commit }) => commit);
      expect(commits.length).toBe(act.risk === 'write' ? 1 : 0);
    }
  });

  it('say where each step comes from, and nothing without a source is surer than inferred', () => {
    for (const { act, app } of playbooks.all) {
      const parts = [
        ...app.screens,
        ...app.moves,
        ...app.interruptions,
        ...Object.values(app.parts).flat(),
        ...act.steps,
      ];
      for (const { confidence, sources, ...part } of parts) {
        const name = 'id' in part ? part.id : part.to;
        if (sources.length === 0) expect([name, ['C', 'V'].includes(confidence)]).toEqual([name, true]);
      }
    }
  });
});

describe('a playbook with a fault', () => {
  it.each<[string, string | RegExp, string, PlaybookProblemCode]>([
    ['rename-group.yaml', 'do: compare-field', 'do: tapp', 'field-wrong'],
    ['rename-group.yaml', 'risk: write', 'rizk: write', 'field-missing'],
    ['rename-group.yaml', 'on: edit-name', 'on: edit-nam', 'screen-unknown'],
    ['rename-group.yaml', "text: '${newName}'", "text: '${newNam}'", 'variable-unknown'],
    ['rename-group.yaml', '    commit: true\n', '', 'commit-missing'],
    [
      'rename-group.yaml',
      'find: { class: EditText, unique: true }\n    do: type',
      'find: { id: kbq }\n    do: type',
      'id-alone',
    ],
    ['rename-group.yaml', '^你(?:已)?', '^你(?:已', 'regex-broken'],
    ['rename-group.yaml', 'present: presentName', 'present: presentNames', 'variable-unknown'],
    ['rename-group.yaml', 'open-by-list', 'open-by-lists', 'part-unknown'],
    ['rename-group.yaml', 'id: type-name', 'id: prove-name', 'step-twice'],
    ['rename-group.yaml', 'kind: act', 'kind: [act', 'yaml-broken'],
    ['read-group-list.yaml', '    do: collect-rows', '    do: collect-rows\n    commit: true', 'read-only-commit'],
    ['read-group-list.yaml', 'on: group-list', 'on: member-list', 'way-missing'],
    ['read-group-list.yaml', 'act: read-group-list', 'act: read-group', 'act-twice'],
  ])('%s: %s → %s is told as %s with its line, and does not run', (file, from, to, code) => {
    const { problems, line, has } = changed(file, from, to);
    const told = problems.find((problem) => problem.code === code);
    expect(told).toMatchObject({ file: `wechat/${file}`, code });
    // What is missing has no line of its own: it is told where it would belong.
    if (!code.endsWith('-missing')) expect(Math.abs((told?.line ?? 0) - line)).toBeLessThanOrEqual(1);
    expect(has(file.startsWith('rename') ? 'rename-group' : 'read-group-list')).toBe(false);
  });

  it('leaves the other acts alone', () => {
    const { has } = changed('rename-group.yaml', 'risk: write', 'risk: never');
    expect([has('rename-group'), has('read-group'), has('read-own-identity')]).toEqual([false, true, true]);
  });

  it('lets no act run when it is the app itself', () => {
    const { playbooks, problems } = changed('app.yaml', 'id: search-more', 'id: search');
    expect(problems).toContainEqual(expect.objectContaining({ file: 'wechat/app.yaml', code: 'screen-twice' }));
    expect(playbooks.all).toEqual([]);
  });

  it('is told with all that is wrong at once, each with its path', () => {
    const { problems } = changed(
      'read-own-identity.yaml',
      /on: me[\s\S]*$/,
      'on: nowhere\n    find: { id: abc }\n    do: read\n    colour: red\n    confidence: D\n',
    );
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['field-wrong', 'steps.0.confidence'],
      ['field-unknown', 'steps.0.colour'],
    ]);
  });

  it('is told as missing where a whole file is', () => {
    expect(loaded(join(shipped, 'absent')).problems).toEqual([
      expect.objectContaining({ code: 'folder-unreadable', params: { reason: 'ENOENT' } }),
    ]);
  });

  it('changes its digest with every change, so that its rehearsals hold no longer', () => {
    const { playbooks } = changed('app.yaml', 'confidence: V', 'confidence: C');
    expect(digestOf(playbooks)).not.toBe(digestOf(loadPlaybooks(shipped)));
  });
});

describe('versions', () => {
  it('are compared by their numbers', () => {
    expect(compareVersions('8.0.9', '8.0.41')).toBeLessThan(0);
    expect(compareVersions('8.1', '8.0.78')).toBeGreaterThan(0);
    expect(compareVersions('8.0', '8.0.0')).toBe(0);
  });

  it('lie in a range when every condition holds; one that is not known lies in all', () => {
    expect(isInRange('8.0.43', '>=8.0.41 <8.0.44')).toBe(true);
    expect(isInRange('8.0.44', '>=8.0.41 <8.0.44')).toBe(false);
    expect(isInRange('7.0.22', '<8.0')).toBe(true);
    expect(isInRange(null, '<8.0')).toBe(true);
  });
});

it('a name in a pattern is plain text, whatever it contains', () => {
  const name = String.raw`A(1)+[2]*?^$.|{}\ /-`;
  expect(new RegExp(`^${fillPattern('${name}', { name })}$`, 'u').test(name)).toBe(true);
});
