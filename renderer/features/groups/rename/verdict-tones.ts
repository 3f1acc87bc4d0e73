/** The colour of each verdict of a preview. */
export const verdictTones = { change: 'good', same: 'quiet', held: 'warn', blocked: 'bad' } as const;
