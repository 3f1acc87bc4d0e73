/** The IPC channels between the page and main; every procedure and event of the contract travels on them. */
export const invokeChannel = 'jiqun:invoke';
/** Says of a call under way that nobody waits for its answer any more. */
export const cancelChannel = 'jiqun:cancel';
export const eventChannelPrefix = 'jiqun:event:';
