import type { Restored } from '@contract/console.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BatchAct } from './batch-store.ts';

export const pages = ['devices', 'hosts', 'audit', 'settings'] as const;
export type Page = (typeof pages)[number];

export const drawerTabs = ['overview', 'facts', 'groups', 'screen', 'raw', 'events'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

/** The cell that is being edited in place. */
export interface EditedCell {
  readonly phoneId: string;
  readonly field: 'label' | 'tags' | 'number';
  /** The same field stands in the list and in the open drawer. */
  readonly place: 'list' | 'drawer';
}

/** An act that waits for the operator's yes, with the phones it would touch. */
export interface PendingConfirmation {
  readonly act: BatchAct;
  readonly phoneIds: readonly string[];
}

/** What the page shows, as opposed to what the desk is. Lives as long as the window. */
export interface UiState {
  readonly page: Page;
  readonly openPhoneId: string | null;
  readonly drawerTab: DrawerTab;
  readonly edited: EditedCell | null;
  readonly confirmation: PendingConfirmation | null;
  readonly isLockQuestionPutOff: boolean;
  /** What a restore did, until the operator has read it. */
  readonly restored: Restored | null;
}

export type UiStore = StoreApi<UiState>;

export function createUiStore(): UiStore {
  return createStore<UiState>(() => ({
    page: 'devices',
    openPhoneId: null,
    drawerTab: 'overview',
    edited: null,
    confirmation: null,
    isLockQuestionPutOff: false,
    restored: null,
  }));
}
