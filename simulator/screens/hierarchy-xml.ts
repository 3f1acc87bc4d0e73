import type { UiNode } from './ui-node.ts';

/**
 * The tree as `uiautomator dump` writes it (AOSP AccessibilityNodeInfoDumper): one line, attributes in its order,
 * no white space between nodes.
 */
export function formatHierarchy(roots: readonly { readonly node: UiNode; readonly packageName: string }[]): string {
  const body = roots.map(({ node, packageName }, index) => formatNode(node, index, packageName)).join('');
  return `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">${body}</hierarchy>`;
}

function formatNode(node: UiNode, index: number, packageName: string): string {
  const { left, top, right, bottom } = node.bounds;
  const attributes: Readonly<Record<string, string>> = {
    index: String(index),
    text: node.text,
    'resource-id': node.resourceId,
    class: node.className,
    package: packageName,
    'content-desc': node.description,
    checkable: String(node.isCheckable),
    checked: String(node.isChecked),
    clickable: String(node.isClickable),
    enabled: String(node.isEnabled),
    focusable: String(node.field !== null),
    focused: String(node.field?.isFocused === true),
    scrollable: String(node.isScrollable),
    'long-clickable': 'false',
    password: String(node.isPassword),
    selected: String(node.isSelected),
    bounds: `[${left},${top}][${right},${bottom}]`,
  };
  const written = Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeAttribute(value)}"`)
    .join(' ');
  if (node.children.length === 0) return `<node ${written} />`;
  const children = node.children.map((child, place) => formatNode(child, place, packageName)).join('');
  return `<node ${written}>${children}</node>`;
}

/** Android's serializer escapes what XML needs and writes characters beyond the BMP as numeric references. */
function escapeAttribute(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, (character) => `&#${String(character.codePointAt(0))};`);
}
