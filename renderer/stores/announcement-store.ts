import type { Fault } from '@contract/outcome.ts';

/** Something that happened and that the operator should notice now. */
export type Announcement =
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'operator-chosen'; readonly name: string }
  | { readonly kind: 'settings-saved' }
  | { readonly kind: 'file-saved'; readonly path: string }
  | { readonly kind: 'all-stopped'; readonly pausedCount: number; readonly stoppedCount: number }
  | { readonly kind: 'labels-applied'; readonly count: number };

/** Carries announcements from the stores to the one component that shows them. */
export interface Announcements {
  publish(announcement: Announcement): void;
  subscribe(listener: (announcement: Announcement) => void): () => void;
}

export function createAnnouncements(): Announcements {
  const listeners = new Set<(announcement: Announcement) => void>();
  return {
    publish: (announcement) => {
      for (const listener of listeners) listener(announcement);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
