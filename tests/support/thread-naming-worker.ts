import { threadId } from 'node:worker_threads';
import { serveTasks } from '../../electron/store/task-loop.ts';

/** Tells in which thread it runs. */
serveTasks({ thread: () => threadId });
