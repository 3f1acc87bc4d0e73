import {
  array,
  assert,
  constant,
  constantFrom,
  nat,
  oneof,
  property,
  record,
  string,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHierarchy } from '../../../electron/automation/hierarchy.ts';
import { Display } from '../../../simulator/screens/display.ts';
import { formatHierarchy } from '../../../simulator/screens/hierarchy-xml.ts';
import { createBounds, createNode, type UiNode } from '../../../simulator/screens/ui-node.ts';
import { indexWindows } from '../../../simulator/uiautomator2/snapshot.ts';
import { formatSource } from '../../../simulator/uiautomator2/source-xml.ts';

/** What phones print around and inside a tree, in any order: torn tags, stack traces, entities, halves of emoji. */
const pieces = constantFrom(
  "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
  '<hierarchy rotation="0">',
  '<hierarchy index="0" class="hierarchy" rotation="0" width="1080" height="2154">',
  '</hierarchy>',
  '<node index="0" text="群 & <友>" class="android.widget.TextView" package="com.tencent.mm" bounds="[0,0][10,10]" />',
  '<node text="&#55357;&#56832;" bounds="[-5,3][9,9]">',
  '</node>',
  '<android.widget.FrameLayout index="0" package="com.tencent.mm" class="android.widget.FrameLayout" bounds="[0,0][9,9]">',
  '</android.widget.FrameLayout>',
  '<android.view.View bounds="[0,0][0,0]" displayed="true" />',
  'UI hierchary dumped to: /sdcard/window_dump.xml',
  'ERROR: could not get idle state.',
  'java.lang.NullPointerException\n\tat android.os.Parcel.createException(Parcel.java:2071)',
  'Killed \n',
  '\r\n  ',
  '"',
  '<',
  '&#xD83D;',
  '\uD83D',
);

describe('the hierarchy parser never throws', () => {
  it('whatever text a phone prints', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        parseHierarchy(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('whatever pieces of a tree stand in whatever order', () => {
    assert(
      property(array(oneof(pieces, string({ maxLength: 12 })), { maxLength: 40 }), (parts) => {
        const tree = parseHierarchy(parts.join(''));
        if (tree.ok) expect(tree.value.nodes.length).toBeGreaterThan(0);
        else expect(tree.error.code).toMatch(/^ui-/);
      }),
      { numRuns: 5_000 },
    );
  });

  it('wherever the answer is cut off', () => {
    assert(
      property(treeArbitrary(), nat(), (node, cut) => {
        const xml = printDump(node);
        expect(parseHierarchy(xml.slice(0, cut % xml.lastIndexOf('</hierarchy>'))).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('for a tree of any depth, in time that grows with its length only', () => {
    const depth = 20_000;
    const deep = `<hierarchy>${'<node bounds="[0,0][9,9]">'.repeat(depth)}${'</node>'.repeat(depth)}</hierarchy>`;
    const tree = parseHierarchy(deep);
    expect(tree.ok && tree.value.nodes.length).toBe(depth);
  });
});

describe('what a phone prints of a tree is read as it was', () => {
  it.each([
    ['a dump', printDump],
    ['a page source', printSource],
  ])('by %s', (_name, print) => {
    assert(
      property(treeArbitrary(), (root) => {
        const tree = parseHierarchy(print(root));
        if (!tree.ok) throw new Error(tree.error.message);
        expect(tree.value.nodes.map(({ text, description, className }) => [text, description, className])).toEqual(
          flatten(root).map((node) => [node.text, node.description, node.className]),
        );
      }),
      { numRuns: 300 },
    );
  });
});

/** Texts with what breaks parsers: quotes, markup, emoji, marks of direction. */
function textArbitrary(): Arbitrary<string> {
  const units = ['群', '聊', 'a', ' ', '"', "'", '<', '>', '&', '&amp;', '😀', '👨‍👩‍👧', '\u202e', '=', '/', '\n'];
  return array(constantFrom(...units), { maxLength: 12 }).map((parts) => parts.join(''));
}

function treeArbitrary(depth = 4): Arbitrary<UiNode> {
  const children = depth === 0 ? constant([]) : array(treeArbitrary(depth - 1), { maxLength: 3 });
  const className = constantFrom('android.widget.TextView', 'android.view.ViewGroup', 'com.tencent.mm.ui.Row');
  const view = record({ text: textArbitrary(), description: textArbitrary(), className, children });
  return view.map(({ className: name, ...parts }) => createNode(name, createBounds(0, 0, 100, 100), parts));
}

function flatten(node: UiNode): UiNode[] {
  return [node, ...node.children.flatMap(flatten)];
}

function printDump(node: UiNode): string {
  return `${formatHierarchy([{ node, packageName: 'com.tencent.mm' }])}UI hierchary dumped to: /dev/tty\n`;
}

function printSource(node: UiNode): string {
  const display = new Display(1080, 2400, 440);
  const snapshot = indexWindows([{ node, packageName: 'com.tencent.mm' }], display.bounds);
  return formatSource(snapshot, { sdk: 34, major: 10, display });
}
