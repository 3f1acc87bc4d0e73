/** What an own account is in a group. */
export const groupRoles = ['owner', 'admin', 'member'] as const;
