import type { ComponentType } from 'react';
import type { GrowthTab } from '../../stores/ui-store.ts';
import { CalendarTab } from '../growth-calendar/calendar-tab.tsx';
import { PlansTab } from '../growth-plans/plans-tab.tsx';
import { SheetTab } from '../growth-sheet/sheet-tab.tsx';
import { ListsTab } from '../people-lists/lists-tab.tsx';
import { BoardTab } from './board/board-tab.tsx';

/** What stands under which tab of the 养号 page; each part has a folder of its own. */
export const growthParts: Readonly<Partial<Record<GrowthTab, ComponentType>>> = {
  board: BoardTab,
  calendar: CalendarTab,
  plans: PlansTab,
  lists: ListsTab,
  sheet: SheetTab,
};
