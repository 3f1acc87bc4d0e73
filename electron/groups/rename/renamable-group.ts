/** A group as the renaming rules see it: one chat, whatever number of own accounts look at it. */
export interface RenamableGroup {
  readonly groupId: string;
  readonly name: string;
  /** Null when no view has read it. */
  readonly memberCount: number | null;
  /** The best role of an own account in it; null when not read. */
  readonly role: 'owner' | 'admin' | 'member' | null;
  readonly city: string;
  readonly custodian: string;
  readonly firstSeenAt: number;
  /** When name and role were last read from a phone; null: never. */
  readonly readAt: number | null;
  /** When it was renamed by us, or seen to be renamed, newest last. */
  readonly renamedAt: readonly number[];
  /** An own account that could do it. */
  readonly hasAccount: boolean;
  /** Its views are surely one group. */
  readonly isIdentitySure: boolean;
}
