import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBounds, parseHierarchy } from '../../../electron/automation/hierarchy.ts';
import type { UiTree } from '../../../electron/automation/hierarchy.ts';

const head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>";
const tail = 'UI hierchary dumped to: /data/local/tmp/view.xml\n';

function node(attributes: string, children = ''): string {
  const rest = 'bounds="[0,0][100,50]" class="android.view.View" package="com.example"';
  const given = attributes.includes('bounds=') ? rest.replace(/bounds="[^"]*" /, '') : rest;
  return children === '' ? `<node ${attributes} ${given} />` : `<node ${attributes} ${given}>${children}</node>`;
}

function hierarchy(children: string): string {
  return `${head}<hierarchy rotation="0">${children}</hierarchy>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function treeOf(output: string): UiTree {
  const parsed = parseHierarchy(output);
  if (!parsed.ok) throw new Error(`no tree: ${parsed.error.code}`);
  return parsed.value;
}

function textOf(output: string): string | undefined {
  return treeOf(output).nodes[0]?.text;
}

describe('parseHierarchy', () => {
  it('reads a view with its place among parents and children', () => {
    const inner = node('text="群聊" clickable="false" selected="true"');
    const outer = node('resource-id="com.example:id/row" clickable="true" scrollable="true" content-desc="行"', inner);
    const tree = treeOf(hierarchy(outer));
    expect(tree.rotation).toBe(0);
    expect(tree.nodes).toHaveLength(2);
    expect(tree.nodes[0]).toMatchObject({
      resourceId: 'com.example:id/row',
      description: '行',
      isClickable: true,
      isScrollable: true,
      bounds: { left: 0, top: 0, right: 100, bottom: 50 },
      parent: null,
    });
    expect(tree.nodes[1]).toMatchObject({ text: '群聊', isSelected: true, isClickable: false });
    expect(tree.nodes[1]?.parent).toBe(tree.nodes[0]);
    expect(tree.nodes[0]?.children).toEqual([tree.nodes[1]]);
  });

  it('skips what is printed before and after the XML', () => {
    const noise = 'java.io.FileNotFoundException: x\n\tat com.miui.A.<init>(A.java:9)\n';
    expect(textOf(`${noise}${hierarchy(node('text="a"'))}${tail}`)).toBe('a');
  });

  it('accepts the word for the file before the XML, as with a file that is printed afterwards', () => {
    expect(textOf(`${tail}${hierarchy(node('text="a"'))}`)).toBe('a');
  });

  it('keeps the roots of several windows, lowest first', () => {
    const tree = treeOf(hierarchy(node('text="app"') + node('text="panel"')));
    expect(tree.roots.map((root) => root.text)).toEqual(['app', 'panel']);
  });

  it('reads several documents, one per window', () => {
    const tree = treeOf(`${hierarchy(node('text="app"'))}\n${hierarchy(node('text="panel"'))}`);
    expect(tree.roots.map((root) => root.text)).toEqual(['app', 'panel']);
  });

  it('reads elements that are named after their class', () => {
    const tree = treeOf('<hierarchy><android.widget.TextView text="a" bounds="[0,0][9,9]"/></hierarchy>');
    expect(tree.nodes[0]).toMatchObject({ className: 'android.widget.TextView', text: 'a' });
  });

  it.each([
    ['named and numbered entities', '&lt;A&amp;B&gt;&#10;&quot;&#x41;&apos;', '<A&B>\n"A\''],
    ['an emoji in two halves, as Android writes it', '&#55357;&#56832;家长群', '😀家长群'],
    ['an emoji as one reference', '&#128512;', '😀'],
    ['an emoji as it is', '😀', '😀'],
    ['an ampersand that is not escaped', 'R&D 群 & Co', 'R&D 群 & Co'],
    ['a less-than sign that is not escaped', '1<2 群', '1<2 群'],
    ['a greater-than sign', 'A -> B', 'A -> B'],
    ['a quote that is not escaped', '"家"群', '"家"群'],
    ['an entity that does not exist', '&nope; &#99999999;', '&nope; &#99999999;'],
    ['odd spaces, kept', 'A B‏', 'A B‏'],
  ])('reads a text with %s', (_case, written, expected) => {
    expect(textOf(hierarchy(node(`text="${written}" resource-id=""`)))).toBe(expected);
  });

  it.each(['', '[0,0]', '[a,b][c,d]', '[10,10][10,90]', '[90,0][10,50]', '[0,0][0,0]'])(
    'gives no area to a view with the bounds "%s"',
    (bounds) => {
      const tree = treeOf(hierarchy(node(`text="a" bounds="${bounds}"`) + node('text="b"')));
      expect(tree.nodes[0]).toMatchObject({ text: 'a', bounds: null });
    },
  );

  it('keeps bounds that begin outside of the screen', () => {
    expect(parseBounds('[-20,-5][30,40]')).toEqual({ left: -20, top: -5, right: 30, bottom: 40 });
  });
});

describe('parseHierarchy faults', () => {
  it.each([
    ['nothing at all', '', 'ui-tree-empty', 'no-xml'],
    ['only a stack trace', 'java.lang.RuntimeException\n\tat A.<init>(A.java)\n', 'ui-tree-empty', 'no-xml'],
    ['no root', '<hierarchy rotation="0" />', 'ui-tree-empty', 'no-root'],
    ['no root in its words', 'ERROR: null root node returned by UiTestAutomationBridge.\n', 'ui-tree-empty', 'no-root'],
    ['a killed dump', 'Killed\n', 'ui-tree-empty', 'killed'],
    ['a tree that is cut in a tag', hierarchy(node('text="a"')).slice(0, 90), 'ui-tree-empty', 'cut-off'],
    ['a tree without its end', `<hierarchy>${node('text="a"')}`, 'ui-tree-empty', 'cut-off'],
  ])('ui-tree-empty for %s', (_case, output, code, reason) => {
    expect(parseHierarchy(output)).toMatchObject({ ok: false, error: { code, detail: { reason } } });
  });

  it('ui-not-idle when the screen never rested, even if an older file follows', () => {
    const output = `ERROR: could not get idle state.\n${hierarchy(node('text="old"'))}`;
    expect(parseHierarchy(output)).toMatchObject({ error: { code: 'ui-not-idle' } });
  });

  it('ui-tree-blocked for one view without an area, naming the app', () => {
    const output = hierarchy('<node bounds="[0,0][0,0]" package="com.tencent.mm"/>');
    expect(parseHierarchy(output)).toMatchObject({
      error: { code: 'ui-tree-blocked', detail: { package: 'com.tencent.mm' } },
    });
  });

  it('never throws on garbage', () => {
    const piece = fc.constantFrom(
      '<hierarchy',
      '<node ',
      '/>',
      '>',
      '</node>',
      '</hierarchy>',
      'text="',
      '"',
      ' bounds="[0,0]',
      '&#',
      ';',
      '\n',
      '群',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(fc.property(text, (garbage) => void parseHierarchy(garbage)));
  });

  it('never throws on a tree that is cut at any place, and never takes it for whole', () => {
    const whole = hierarchy(node('text="a"', node('text="b"')));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - '</hierarchy>'.length }), (length) => {
        expect(parseHierarchy(whole.slice(0, length)).ok).toBe(false);
      }),
    );
  });

  it('reads back any text that was escaped by the rules', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(hierarchy(node(`text="${escape(text)}" index="0"`)))).toBe(text);
      }),
    );
  });

  it('takes a very deep tree without recursion', () => {
    const depth = 20_000;
    const open = '<node bounds="[0,0][9,9]">'.repeat(depth);
    expect(treeOf(`<hierarchy>${open}${'</node>'.repeat(depth)}</hierarchy>`).nodes).toHaveLength(depth);
  });
});
