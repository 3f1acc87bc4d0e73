import { randomUUID } from 'node:crypto';
import type { TextField } from '../screens/text-field.ts';
import type { Locator } from './locators/locator.ts';
import type { Snapshot, ViewNode } from './snapshot.ts';
import { WebDriverError } from './web-driver-error.ts';

/** The key under which W3C clients look for an element's id. */
const w3cKey = 'element-6066-11e4-a52e-4f735466cecf';

/** What is remembered of an element to know it again: pages build their views anew each time. */
interface KnownElement {
  readonly id: string;
  readonly path: string;
  readonly className: string;
  readonly resourceId: string;
  readonly text: string;
  readonly description: string;
  /** A field outlives its view: by it the element is certain. */
  readonly field: TextField | null;
  readonly locator: Locator | null;
}

/** An element as the server writes it. */
export type ElementReference = Readonly<Record<string, string>>;

/** The elements that a session handed out. */
export class ElementStore {
  readonly #byId = new Map<string, KnownElement>();

  /** @param locator how it was found; it may be looked for once more by that when it is not where it was */
  add(view: ViewNode, locator: Locator | null): ElementReference {
    const { className, resourceId, text, description, field } = view.node;
    const known = { path: view.path, className, resourceId, text, description, field, locator };
    const id = this.#idOf(known) ?? randomUUID();
    this.#byId.set(id, { ...known, id });
    return { ELEMENT: id, [w3cKey]: id };
  }

  /** Where the element is now, or how it was found; throws `no such element` for an id that was never given out. */
  find(id: string, snapshot: Snapshot): ViewNode | Locator {
    const known = this.#byId.get(id);
    if (known === undefined) throw new WebDriverError('no such element', `The element '${id}' does not exist`);
    const view = locate(known, snapshot);
    if (view !== null) return view;
    if (known.locator !== null) return known.locator;
    throw stale(id);
  }

  #idOf(known: Omit<KnownElement, 'id'>): string | null {
    for (const other of this.#byId.values()) {
      const isSamePlace = other.path === known.path && other.field === known.field;
      if (isSamePlace && isSameView(other, known)) return other.id;
    }
    return null;
  }
}

export function stale(id: string): WebDriverError {
  return new WebDriverError(
    'stale element reference',
    `The element '${id}' is not linked to the same object in DOM anymore`,
  );
}

/** The id in a body: plain, or as a reference of either protocol. */
export function elementIdOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value !== 'object' || value === null) return null;
  const id: unknown = Reflect.get(value, w3cKey) ?? Reflect.get(value, 'ELEMENT');
  return typeof id === 'string' ? id : null;
}

function locate(known: KnownElement, { nodes }: Snapshot): ViewNode | null {
  if (known.field !== null) return nodes.find(({ node }) => node.field === known.field) ?? null;
  return nodes.find((view) => view.path === known.path && isSameView(view.node, known)) ?? null;
}

type Looks = Pick<KnownElement, 'className' | 'resourceId' | 'text' | 'description'>;

function isSameView(one: Looks, other: Looks): boolean {
  return (
    one.className === other.className &&
    one.resourceId === other.resourceId &&
    one.text === other.text &&
    one.description === other.description
  );
}
