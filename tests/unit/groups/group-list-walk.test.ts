import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHierarchy } from '../../../electron/automation/hierarchy.ts';
import type { UiTree } from '../../../electron/automation/hierarchy.ts';
import { decideStep, walkStart } from '../../../electron/groups/group-list-walk.ts';
import type { WalkDecision } from '../../../electron/groups/group-list-walk.ts';
import { recogniseScreen } from '../../../electron/groups/messenger-screen.ts';
import { PaperMessenger } from './paper-messenger.ts';
import type { PaperPage } from './paper-messenger.ts';

function treeOf(xml: string): UiTree {
  const parsed = parseHierarchy(xml);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}

function pageOf(page: PaperPage, names: readonly string[] = ['家长群']): UiTree {
  return treeOf(new PaperMessenger({ names, page }).dump());
}

/** What is decided when the same screen is seen so many times in a row. */
function decisionsOn(tree: UiTree, looks: number): WalkDecision[] {
  const decisions: WalkDecision[] = [];
  for (let look = 0; look < looks; look++) decisions.push(decideStep(decisions.at(-1)?.state ?? walkStart, tree));
  return decisions;
}

function stepsOn(tree: UiTree, looks: number): string[] {
  return decisionsOn(tree, looks).map(({ step }) => step.kind);
}

describe('recogniseScreen', () => {
  it.each([
    ['chats', 'home'],
    ['contacts', 'contacts'],
    ['group-list', 'group-list'],
    ['chat', 'other-page'],
    ['dialog', 'other-page'],
    ['blank', 'unlabelled'],
    ['warning', 'warning'],
    ['launcher', 'other-app'],
    ['keyguard', 'other-app'],
  ] as const)('takes %s for %s', (page, kind) => {
    expect(recogniseScreen(pageOf(page)).kind).toBe(kind);
  });

  it('does not take the chat list for the contacts because chats are called 群聊 and 通讯录', () => {
    expect(recogniseScreen(pageOf('chats'))).toMatchObject({ kind: 'home', isContactsChosen: false });
  });

  it('reads rows with their names unchanged', () => {
    const screen = recogniseScreen(pageOf('group-list', ['  前后有空格  ', '普通群']));
    expect(screen).toMatchObject({
      closingCount: 2,
      rows: [{ name: '  前后有空格  ' }, { name: '普通群' }, { name: '2个群聊' }],
    });
  });
});

describe('decideStep', () => {
  it('taps an entry again only after two looks without an effect, and stops in the end', () => {
    const steps = stepsOn(pageOf('contacts'), 10);
    expect(steps).toEqual(['tap', 'wait', 'wait', 'tap', 'wait', 'wait', 'tap', 'wait', 'wait', 'stop']);
  });

  it('goes back from a page that it does not know, six times at most', () => {
    expect(stepsOn(pageOf('dialog'), 7)).toEqual([...Array.from({ length: 6 }, () => 'back'), 'stop']);
  });

  it('waits for the messenger to come up, opens it twice again, and stops', () => {
    const steps = stepsOn(pageOf('launcher'), 20);
    expect(steps.slice(0, 4)).toEqual(['wait', 'wait', 'wait', 'launch']);
    expect(steps.filter((step) => step === 'launch')).toHaveLength(2);
    expect(steps).toContain('stop');
  });

  it('leaves a group list that it did not open itself', () => {
    expect(stepsOn(pageOf('group-list'), 1)).toEqual(['back']);
  });

  it('never touches a warning', () => {
    expect(stepsOn(pageOf('warning'), 1)).toEqual(['stop']);
  });

  it('always decides something, and never forever, whatever the tree', () => {
    const label = fc.constantFrom('群聊', '通讯录', '微信', '发现', '我', '新的朋友', '3个群聊', '频繁', '', 'x');
    const kind = fc.constantFrom('android.widget.ListView', 'android.view.View', 'android.widget.EditText');
    const view = fc.record({ label, kind, isClickable: fc.boolean(), size: fc.nat(900) });
    const body = fc.array(view, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(body, fc.boolean(), (views, isNested) => {
        const open = views.map(
          (one) =>
            `<node text="${one.label}" class="${one.kind}" clickable="${one.isClickable}" package="com.tencent.mm" bounds="[0,0][${one.size},${one.size}]"`,
        );
        const xml = isNested
          ? `${open.join('>')}>${'</node>'.repeat(views.length)}`
          : open.map((one) => `${one}/>`).join('');
        const parsed = parseHierarchy(`<hierarchy>${xml}</hierarchy>`);
        if (!parsed.ok) return;
        const steps = stepsOn(parsed.value, 320);
        expect(steps.some((step) => step === 'stop' || step === 'finish')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
