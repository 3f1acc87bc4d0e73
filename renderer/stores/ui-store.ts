import type { Restored } from '@contract/console.ts';
import type { PickedViews, RenameRule } from '@contract/group-rename.ts';
import type { HistoryMetric } from '@contract/history.ts';
import type { ShiftCheck } from '@contract/shift.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BatchAct } from './batch-store.ts';

export const pages = [
  'devices',
  'groups',
  'alerts',
  'jobs',
  'bench',
  'desk',
  'history',
  'preparation',
  'shift',
  'care',
  'hosts',
  'audit',
  'settings',
] as const;
export type Page = (typeof pages)[number];

export const drawerTabs = ['overview', 'history', 'preparation', 'facts', 'groups', 'screen', 'raw', 'events'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

/** The stretches that a history is looked at over, all ending now. */
export const historyRanges = ['day', 'week', 'month', 'year'] as const;
export type HistoryRange = (typeof historyRanges)[number];

export const historyViews = ['compare', 'availability', 'trends'] as const;
export type HistoryView = (typeof historyViews)[number];

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

/** What is collected for an export. */
export type ReportOrder =
  | { readonly kind: 'phones'; readonly phoneIds: readonly string[] }
  | { readonly kind: 'bundle' };

/** What is shown as a page of paper. */
export type Sheet = { readonly kind: 'desk' } | { readonly kind: 'shift'; readonly check: ShiftCheck };

export const renameSteps = ['scope', 'rule', 'preview', 'confirm', 'run'] as const;
export type RenameStep = (typeof renameSteps)[number];

/** A renaming of groups on its way from the choice of groups to its result. */
export interface RenameDraft {
  readonly step: RenameStep;
  /** In the order in which they are numbered as given. */
  readonly groupIds: readonly string[];
  readonly rule: RenameRule;
  /** Accounts that the operator picked instead of the console's choice. */
  readonly via: PickedViews;
  readonly title: string;
  /** The plan, later the job that carries it out. */
  readonly jobId: number | null;
  /** Of a job that is taken back: rows that nobody could read back, and groups that no phone sees any more. */
  readonly leftOut: { readonly reviewCount: number; readonly goneCount: number };
}

/** What the page shows, as opposed to what the desk is. Lives as long as the window. */
export interface UiState {
  readonly page: Page;
  readonly openPhoneId: string | null;
  /** The alert whose notification was clicked. */
  readonly openAlertId: number | null;
  /** The job that the page shows; null: the newest. */
  readonly openJobId: number | null;
  readonly openItemId: number | null;
  readonly drawerTab: DrawerTab;
  /** Stays while other pages are looked at. */
  readonly rename: RenameDraft | null;
  readonly edited: EditedCell | null;
  readonly confirmation: PendingConfirmation | null;
  readonly reportOrder: ReportOrder | null;
  readonly sheet: Sheet | null;
  readonly isLockQuestionPutOff: boolean;
  /** What histories are looked at over and for: the same on the page and in the drawer. */
  readonly historyRange: HistoryRange;
  readonly historyMetric: HistoryMetric;
  readonly historyView: HistoryView;
  /** What a restore did, until the operator has read it. */
  readonly restored: Restored | null;
}

export type UiStore = StoreApi<UiState>;

export function createUiStore(): UiStore {
  return createStore<UiState>(() => ({
    page: 'devices',
    openPhoneId: null,
    openAlertId: null,
    openJobId: null,
    openItemId: null,
    drawerTab: 'overview',
    rename: null,
    edited: null,
    confirmation: null,
    reportOrder: null,
    sheet: null,
    isLockQuestionPutOff: false,
    historyRange: 'day',
    historyMetric: 'battery-temperature',
    historyView: 'compare',
    restored: null,
  }));
}
