import { succeed } from '../../../electron/contract/outcome.ts';
import { eraseCopies, eraseCopiesTask } from '../../../electron/groups/member-data/copies-task.ts';
import {
  listJobTexts,
  listJobTextsTask,
  lookForPerson,
  lookForPersonTask,
} from '../../../electron/groups/member-data/look-task.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import type { TaskRunner } from '../../../electron/store/task-runner.ts';

const tasks = new Map([
  [lookForPersonTask, lookForPerson],
  [listJobTextsTask, listJobTexts],
  [eraseCopiesTask, eraseCopies],
]);

/** The tasks of member data over a database of their own connection, done where they are asked for. */
export function createInlineWorker(file: string): TaskRunner {
  return {
    run: async (task, { input }) => {
      const work = tasks.get(task);
      if (work === undefined) throw new Error(`no task ${task}`);
      const source = openReadOnly(file);
      try {
        return succeed(await work(source, input));
      } finally {
        source.dispose();
      }
    },
  };
}
