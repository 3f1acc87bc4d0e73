/** The two IPC channels between the page and main; every procedure and event of the contract travels on them. */
export const invokeChannel = 'jiqun:invoke';
export const eventChannelPrefix = 'jiqun:event:';
