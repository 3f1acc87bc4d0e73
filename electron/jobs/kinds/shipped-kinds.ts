import { registerKind, type RegisteredKind } from '../job-registry.ts';
import { byHandKind } from './by-hand.ts';

/** The kinds that jobs bring themselves; a feature's own is added where the console is put together. */
export const shippedKinds: readonly RegisteredKind[] = [registerKind(byHandKind)];
