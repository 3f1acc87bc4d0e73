// A thread that hears everything and never answers or ends; started by database-thread.test.ts.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', () => undefined);
