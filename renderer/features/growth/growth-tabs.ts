import type { ComponentType } from 'react';
import type { GrowthTab } from '../../stores/ui-store.ts';
import { PlansTab } from '../growth-plans/plans-tab.tsx';
import { ListsTab } from '../people-lists/lists-tab.tsx';
import { BoardTab } from './board/board-tab.tsx';

/** What stands under which tab of the 养号 page; each part has a folder of its own. */
export const growthParts: Readonly<Partial<Record<GrowthTab, ComponentType>>> = {
  board: BoardTab,
  plans: PlansTab,
  lists: ListsTab,
};
