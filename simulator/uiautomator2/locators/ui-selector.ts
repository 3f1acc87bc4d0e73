import { subtreeOf, type ViewNode } from '../snapshot.ts';
import { WebDriverError } from '../web-driver-error.ts';
import type { JavaCall, JavaObject, JavaValue } from './java-expression.ts';

type Test = (view: ViewNode) => boolean;

const textOf = ({ node }: ViewNode): string => node.text;
const descriptionOf = ({ node }: ViewNode): string => node.description;
const flags: Readonly<Record<string, Test>> = {
  clickable: ({ node }) => node.isClickable,
  enabled: ({ node }) => node.isEnabled,
  focusable: ({ node }) => node.field !== null,
  focused: ({ node }) => node.field?.isFocused === true,
  scrollable: ({ node }) => node.isScrollable,
  selected: ({ node }) => node.isSelected,
  checked: () => false,
  checkable: () => false,
  longClickable: () => false,
  password: ({ node }) => node.isPassword,
};

const textTests: Readonly<Record<string, (value: string) => Test>> = {
  text: (value) => (view) => textOf(view) === value,
  textContains: (value) => (view) => textOf(view).toLowerCase().includes(value.toLowerCase()),
  textStartsWith: (value) => (view) => textOf(view).toLowerCase().startsWith(value.toLowerCase()),
  textMatches: (value) => whole(value, textOf),
  description: (value) => (view) => descriptionOf(view) === value,
  descriptionContains: (value) => (view) => descriptionOf(view).toLowerCase().includes(value.toLowerCase()),
  descriptionStartsWith: (value) => (view) => descriptionOf(view).toLowerCase().startsWith(value.toLowerCase()),
  descriptionMatches: (value) => whole(value, descriptionOf),
  className: (value) => (view) => view.node.className === value,
  classNameMatches: (value) => whole(value, ({ node }) => node.className),
  packageName: (value) => (view) => view.packageName === value,
  packageNameMatches: (value) => whole(value, ({ packageName }) => packageName),
  resourceId: (value) => (view) => view.node.resourceId === value,
  resourceIdMatches: (value) => whole(value, ({ node }) => node.resourceId),
};

function whole(pattern: string, read: (view: ViewNode) => string): Test {
  let compiled: RegExp;
  try {
    compiled = new RegExp(`^(?:${pattern})$`, 'su');
  } catch {
    throw new WebDriverError('invalid selector', `'${pattern}' is no regular expression`);
  }
  return (view) => compiled.test(read(view));
}

/** The views that a `UiSelector` means, in the order of the document. */
export function selectViews(selector: JavaObject, scope: readonly ViewNode[]): readonly ViewNode[] {
  if (selector.type !== 'UiSelector') throw unknown(selector.type);
  const tests = selector.calls.flatMap((call) => testsOf(call));
  const found = scope.filter((view) => tests.every((test) => test(view)));
  return selector.calls.reduce<readonly ViewNode[]>((views, call) => narrow(views, call), found);
}

function testsOf({ name, args: [value] }: JavaCall): Test[] {
  const textTest = textTests[name];
  if (textTest !== undefined) return [textTest(asText(name, value))];
  const flag = flags[name];
  if (flag !== undefined) return [(view) => flag(view) === (value !== false)];
  if (name === 'index') return [(view) => view.index === value];
  if (['instance', 'childSelector', 'fromParent'].includes(name)) return [];
  throw unknown(name);
}

function narrow(views: readonly ViewNode[], { name, args: [value] }: JavaCall): readonly ViewNode[] {
  if (name === 'instance') return views.slice(Number(value), Number(value) + 1);
  if (name !== 'childSelector' && name !== 'fromParent') return views;
  const inner = asObject(name, value);
  const scopes = views.map((view) => (name === 'childSelector' ? view : view.parent)).filter((view) => view !== null);
  return scopes.flatMap((view) => [...selectViews(inner, [...subtreeOf(view)].slice(1))]);
}

export function asText(name: string, value: JavaValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new WebDriverError('invalid selector', `${name} takes a text`);
}

export function asObject(name: string, value: JavaValue | undefined): JavaObject {
  if (typeof value === 'object') return value;
  throw new WebDriverError('invalid selector', `${name} takes a selector`);
}

function unknown(name: string): WebDriverError {
  return new WebDriverError('invalid selector', `No such method or class: ${name}`);
}
