import { fileURLToPath } from 'node:url';
import { loadPlaybooks } from '../../../electron/automation/playbooks/playbooks.ts';

export const messengerApp = 'com.tencent.mm';

/** The playbooks that come with the console. */
export const shippedPlaybooks = loadPlaybooks(fileURLToPath(new URL('../../../resources/playbooks/', import.meta.url)));
