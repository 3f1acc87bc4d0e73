import { describe, expect, it } from 'vitest';
import { parseHierarchy } from '../../../electron/automation/hierarchy.ts';
import type { UiTree } from '../../../electron/automation/hierarchy.ts';
import { evenOut } from '../../../electron/automation/selectors/even-text.ts';
import { subtreeOf } from '../../../electron/automation/subtree.ts';
import { tapPointOf } from '../../../electron/automation/tap-target.ts';

function tree(body: string): UiTree {
  const page = `<hierarchy rotation="0"><node class="android.widget.FrameLayout" bounds="[0,0][720,1600]">${body}</node></hierarchy>`;
  const parsed = parseHierarchy(page);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}

function tapOn(page: UiTree, text: string): ReturnType<typeof tapPointOf> {
  const node = page.nodes.find((each) => each.text === text);
  if (node === undefined) throw new Error(`no view says ${text}`);
  return tapPointOf(node, page);
}

const row = (text: string, top: number): string =>
  `<node clickable="true" bounds="[0,${top}][720,${top + 100}]"><node text="${text}" bounds="[120,${top + 20}][700,${top + 60}]"/></node>`;

describe('tapPointOf', () => {
  it('is the middle of the clickable row around a label', () => {
    expect(tapOn(tree(row('家长群', 200)), '家长群')).toEqual({ x: 360, y: 250 });
  });

  it('is the middle of the label where nothing around it is clickable', () => {
    expect(tapOn(tree('<node text="群聊" bounds="[100,300][300,340]"/>'), '群聊')).toEqual({ x: 200, y: 320 });
  });

  it('is the middle of the label where only the whole page is clickable', () => {
    const page = tree(
      '<node clickable="true" bounds="[0,0][720,1600]"><node text="群聊" bounds="[100,300][300,340]"/></node>',
    );
    expect(tapOn(page, '群聊')).toEqual({ x: 200, y: 320 });
  });

  it('is in the tab whose label has no area', () => {
    const page = tree(
      '<node clickable="true" bounds="[180,1500][360,1600]"><node text="通讯录" bounds="[0,0][0,0]"/></node>',
    );
    expect(tapOn(page, '通讯录')).toEqual({ x: 270, y: 1550 });
  });

  it('does not exist for a label without an area and without a clickable parent', () => {
    expect(tapOn(tree('<node text="通讯录" bounds="[0,0][0,0]"/>'), '通讯录')).toBeNull();
  });

  it('does not exist for a row whose middle lies under the tab bar', () => {
    const bar = '<node clickable="true" bounds="[0,1500][720,1600]"/>';
    expect(tapOn(tree(row('最后一群', 1490) + bar), '最后一群')).toBeNull();
  });

  it('is not disturbed by a layout that is drawn later but takes no taps', () => {
    const layout = '<node bounds="[0,0][720,1600]"/>';
    expect(tapOn(tree(row('家长群', 200) + layout), '家长群')).not.toBeNull();
  });

  it('does not exist outside of the screen', () => {
    const page = tree('<node text="远" bounds="[-300,300][-100,340]"/>');
    expect(tapOn(page, '远')).toBeNull();
  });

  it('does not exist for a view that is switched off', () => {
    expect(tapOn(tree('<node text="群聊" enabled="false" clickable="true" bounds="[0,0][9,9]"/>'), '群聊')).toBeNull();
  });
});

describe('texts that are compared', () => {
  it('have no invisible marks and even spaces', () => {
    expect(evenOut('\u202a聊天 信息\u2005(3)\u200b ')).toBe('聊天 信息 (3)');
  });
});

describe('a subtree', () => {
  it('is walked in the order of the document', () => {
    const page = tree(
      '<node text="a" bounds="[0,0][9,9]"><node text="b" bounds="[0,0][9,9]"/></node><node text="c" bounds="[0,0][9,9]"/>',
    );
    const [root] = page.roots;
    if (root === undefined) throw new Error('no root');
    expect([...subtreeOf(root)].map((view) => view.text).join('')).toBe('abc');
  });
});
