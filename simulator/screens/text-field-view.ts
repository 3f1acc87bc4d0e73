import type { TextField } from './text-field.ts';
import { createNode, type Bounds, type NodeParts, type UiNode } from './ui-node.ts';

/** The view of a field. */
export function createTextField(
  field: TextField,
  bounds: Bounds,
  parts: NodeParts & { className?: string } = {},
): UiNode {
  const { className = 'android.widget.EditText', look, ...rest } = parts;
  const isEmpty = field.text === '';
  return createNode(className, bounds, {
    text: field.shownText,
    field,
    onTap: () => undefined,
    look: { ...look, ...(isEmpty && { color: '#b0b0b0' }) },
    ...rest,
  });
}
