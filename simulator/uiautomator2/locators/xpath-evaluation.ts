import { attributeOf } from '../node-attributes.ts';
import type { Snapshot, ViewNode } from '../snapshot.ts';
import { subtreeOf } from '../snapshot.ts';
import { elementName } from '../source-xml.ts';
import { WebDriverError } from '../web-driver-error.ts';
import type { Axis, XPathExpression, XPathStep } from './xpath-parser.ts';

/** A view, or null for the document's own `hierarchy` element. */
type Place = ViewNode | null;
type Value = string | number | boolean | readonly Place[];

interface Context {
  readonly snapshot: Snapshot;
  readonly sdk: number;
  readonly place: Place;
  readonly position: number;
  readonly size: number;
}

/** The views that a parsed XPath means, in its own order, each once. `from` null starts at the document. */
export function selectByXPath(
  expression: XPathExpression,
  scope: { readonly snapshot: Snapshot; readonly sdk: number; readonly from: ViewNode | null },
): readonly ViewNode[] {
  const { snapshot, sdk, from } = scope;
  const value = evaluate(expression, { snapshot, sdk, place: from, position: 1, size: 1 });
  if (!isPlaces(value)) throw new WebDriverError('invalid selector', 'the expression selects no element');
  return [...new Set(value)].filter((place) => place !== null);
}

function evaluate(expression: XPathExpression, context: Context): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'attribute':
      return readAttribute(expression.name, context);
    case 'path': {
      const start = expression.isAbsolute ? [null] : [context.place];
      return expression.steps.reduce<readonly Place[]>((places, step, index) => {
        // The first step of an absolute path is asked of the document, whose one child is `hierarchy`.
        const isFromDocument = expression.isAbsolute && index === 0;
        return takeStep(places, step, context, isFromDocument);
      }, start);
    }
    case 'filter': {
      const inner = evaluate(expression.inner, context);
      return isPlaces(inner) ? keepFitting(inner, expression.predicates, context) : inner;
    }
    case 'call':
      return callFunction(expression.name, expression.args, context);
    case 'binary':
      return combine(expression, context);
  }
}

function takeStep(places: readonly Place[], step: XPathStep, context: Context, isFromDocument: boolean): Place[] {
  const found = places.flatMap((place) => {
    const candidates = isFromDocument && step.axis === 'child' ? [null] : walk(place, step.axis, context.snapshot);
    const named = candidates.filter((candidate) => step.name === '*' || nameOf(candidate) === step.name);
    return keepFitting(named, step.predicates, context);
  });
  return [...new Set(found)];
}

function keepFitting(places: readonly Place[], predicates: readonly XPathExpression[], context: Context): Place[] {
  return predicates.reduce<Place[]>(
    (left, predicate) =>
      left.filter((place, index) => {
        const value = evaluate(predicate, { ...context, place, position: index + 1, size: left.length });
        return typeof value === 'number' ? value === index + 1 : isTrue(value);
      }),
    [...places],
  );
}

function walk(place: Place, axis: Axis, snapshot: Snapshot): readonly Place[] {
  const children = (of: Place): readonly ViewNode[] => (of === null ? snapshot.roots : of.children);
  const below = (of: Place): Place[] => children(of).flatMap((child) => [...subtreeOf(child)]);
  const siblings = place === null ? [] : children(place.parent);
  switch (axis) {
    case 'child':
      return children(place);
    case 'descendant':
      return below(place);
    case 'descendant-or-self':
      return [place, ...below(place)];
    case 'self':
      return [place];
    case 'parent':
      return place === null ? [] : [place.parent];
    case 'ancestor':
      return ancestorsOf(place);
    case 'following-sibling':
      return place === null ? [] : siblings.slice(siblings.indexOf(place) + 1);
    case 'preceding-sibling':
      return place === null ? [] : siblings.slice(0, siblings.indexOf(place)).toReversed();
  }
}

function ancestorsOf(place: Place): Place[] {
  const found: Place[] = [];
  for (let next = place; next !== null; next = next.parent) found.push(next.parent);
  return found;
}

function nameOf(place: Place): string {
  return place === null ? 'hierarchy' : elementName(place.node.className);
}

function readAttribute(name: string, { place, sdk }: Context): Value {
  return place === null ? [] : (attributeOf(place, name, sdk) ?? []);
}

function callFunction(name: string, args: readonly XPathExpression[], context: Context): Value {
  const values = args.map((arg) => evaluate(arg, context));
  const [first = [], second = []] = values;
  switch (name) {
    case 'contains':
      return asText(first).includes(asText(second));
    case 'starts-with':
      return asText(first).startsWith(asText(second));
    case 'ends-with':
      return asText(first).endsWith(asText(second));
    case 'matches':
      return new RegExp(asText(second), 'u').test(asText(first));
    case 'not':
      return !isTrue(first);
    case 'normalize-space':
      return asText(first).trim().replaceAll(/\s+/gu, ' ');
    case 'string-length':
      return asText(first).length;
    case 'concat':
      return values.map(asText).join('');
    case 'count':
      return isPlaces(first) ? first.length : 0;
    case 'position':
      return context.position;
    case 'last':
      return context.size;
    case 'true':
    case 'false':
      return name === 'true';
    default:
      throw new WebDriverError('invalid selector', `${name}() is not known here`);
  }
}

function combine(expression: Extract<XPathExpression, { kind: 'binary' }>, context: Context): Value {
  const left = evaluate(expression.left, context);
  if (expression.sign === 'and' && !isTrue(left)) return false;
  if (expression.sign === 'or' && isTrue(left)) return true;
  const right = evaluate(expression.right, context);
  switch (expression.sign) {
    case 'and':
    case 'or':
      return isTrue(right);
    case '|':
      return isPlaces(left) && isPlaces(right) ? [...left, ...right] : [];
    case '=':
      return isSame(left, right);
    case '!=':
      return !isUnset(left) && !isUnset(right) && !isSame(left, right);
    default:
      return compare(expression.sign, Number(asText(left)), Number(asText(right)));
  }
}

function compare(sign: string, left: number, right: number): boolean {
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}

function isSame(left: Value, right: Value): boolean {
  if (isUnset(left) || isUnset(right)) return false;
  if (typeof left === 'number' || typeof right === 'number') return Number(asText(left)) === Number(asText(right));
  return asText(left) === asText(right);
}

/** An attribute that the element does not have, or a path that leads nowhere. */
function isUnset(value: Value): boolean {
  return isPlaces(value) && value.length === 0;
}

function isTrue(value: Value): boolean {
  return isPlaces(value) ? value.length > 0 : Boolean(value);
}

function asText(value: Value): string {
  return isPlaces(value) ? '' : String(value);
}

function isPlaces(value: Value): value is readonly Place[] {
  return Array.isArray(value);
}
