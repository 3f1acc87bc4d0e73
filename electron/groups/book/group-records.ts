import { verificationSchema, type Verification } from '../../contract/automation.ts';
import type { Bindable, Statement, Store } from '../../store/store.ts';
import { ViewRecords, type GroupRole, type ViewRecord } from './view-records.ts';

export type NameSource = 'read' | 'renamed';

/** The group that a view belongs to from now on. */
export interface ViewPlace {
  readonly groupViewId: number;
  readonly groupId: string;
  readonly strength: 'certain' | 'likely' | 'unsure';
}

export interface GroupRecord {
  readonly groupId: string;
  readonly name: string;
  readonly firstSeenAt: number;
  readonly city: string;
  readonly custodian: string;
  readonly note: string;
  readonly companyReason: string | null;
  readonly companyBy: string | null;
  readonly companyAt: number | null;
}

/** Whose yes a name came from, in which job, and by what it was read back; all null for a name that was only read. */
export interface NameProof {
  readonly by: string | null;
  readonly verifiedBy: Verification | null;
  readonly jobId: number | null;
}

export const unproven: NameProof = { by: null, verifiedBy: null, jobId: null };

/** How a name came about. */
export interface NameOrigin extends NameProof {
  readonly source: NameSource;
}

export interface NameRecord extends NameOrigin {
  readonly groupId: string;
  readonly name: string;
  readonly seenAt: number;
}

/** What an account was in a group from that moment on. */
export interface RoleRecord {
  readonly groupViewId: number;
  readonly role: GroupRole;
  readonly seenAt: number;
}

/** What the pages of a view say. */
export interface ViewFacts {
  readonly memberCount: number | null;
  readonly role: GroupRole | null;
  readonly infoReadAt: number;
  readonly ownAccountsSeen: readonly string[] | null;
  readonly isMembersComplete: boolean;
  readonly ownAlias: string | null;
  readonly presentName: string | null;
  readonly namedAt: number;
}

const renameSteps = [
  `UPDATE groupViewFact SET namedAt = @at WHERE groupViewId = @groupViewId
    AND @before = coalesce(presentName, (SELECT v.name FROM groupView v WHERE v.groupViewId = groupViewFact.groupViewId))`,
  'UPDATE groupView SET name = @after WHERE groupViewId = @groupViewId AND name = @before',
  'UPDATE groupViewFact SET presentName = @after WHERE groupViewId = @groupViewId AND presentName = @before',
] as const;

const absorbSteps = [
  `INSERT OR IGNORE INTO groupSetMember (setId, groupId, position)
    SELECT setId, @into, position FROM groupSetMember WHERE groupId = @from`,
  `INSERT INTO groupName (groupId, name, seenAt, source, byName, verifiedBy, jobId)
    SELECT @into, name, seenAt, source, byName, verifiedBy, jobId FROM groupName
    WHERE groupId = @from AND name NOT IN (SELECT name FROM groupName WHERE groupId = @into)
      AND seenAt < (SELECT max(seenAt) FROM groupName WHERE groupId = @into)`,
  ...['city', 'custodian', 'note'].map(
    (field) => `UPDATE chatGroup SET ${field} = (SELECT ${field} FROM chatGroup WHERE groupId = @from)
      WHERE groupId = @into AND ${field} = ''`,
  ),
  `UPDATE chatGroup SET (companyReason, companyBy, companyAt) =
      (SELECT companyReason, companyBy, companyAt FROM chatGroup WHERE groupId = @from)
    WHERE groupId = @into AND companyReason IS NULL`,
  'DELETE FROM chatGroup WHERE groupId = @from AND @into <> @from',
  'INSERT OR REPLACE INTO absorbedGroup SELECT @from, @into WHERE @into <> @from',
] as const;

type Row = Readonly<Record<string, Bindable>>;
/** Groups, their views' facts, names and roles, in the database. Throws `StoreError` as the store does. */
export class GroupRecords {
  readonly #views: ViewRecords;
  readonly #groups: Statement<[], GroupRecord>;
  readonly #names: Statement<[], Omit<NameRecord, 'verifiedBy'> & { readonly verifiedBy: string | null }>;
  readonly #roles: Statement<[number], RoleRecord>;
  readonly #attach: Statement<[string, string], never>;
  readonly #join: Statement<[string], never>;
  readonly #facts: Statement<[Row], never>;
  readonly #renameView: readonly Statement<[Row], never>[];
  readonly #addGroup: Statement<[string, string, number], never>;
  readonly #setName: Statement<[Row], never>;
  readonly #claimName: Statement<[Row], never>;
  readonly #addName: Statement<[Row], never>;
  readonly #addRole: Statement<[Row], never>;
  readonly #setFields: Statement<[Row], never>;
  readonly #setCompany: Statement<[Row], never>;
  readonly #absorb: readonly Statement<[Row], never>[];

  constructor(store: Store) {
    this.#views = new ViewRecords(store);
    this.#groups = store.prepare('SELECT * FROM chatGroup ORDER BY firstSeenAt, rowid');
    this.#names = store.prepare(`SELECT groupId, name, seenAt, source, byName AS "by", verifiedBy, jobId FROM groupName
      ORDER BY seenAt, groupNameId`);
    this.#roles = store.prepare(
      'SELECT groupViewId, role, seenAt FROM groupRole WHERE groupViewId = ? ORDER BY seenAt, groupRoleId',
    );
    this.#attach = store.prepare(`INSERT INTO groupViewFact (groupViewId, accountId)
      SELECT groupViewId, ? FROM groupView WHERE phoneId = ?
        AND groupViewId NOT IN (SELECT groupViewId FROM groupViewFact)`);
    this.#join =
      store.prepare(`UPDATE groupViewFact SET groupId = place.value ->> 'groupId', strength = place.value ->> 'strength'
      FROM json_each(?) place WHERE groupViewFact.groupViewId = place.value ->> 'groupViewId'`);
    this.#facts = store.prepare(`UPDATE groupViewFact SET memberCount = @memberCount, role = @role,
        infoReadAt = @infoReadAt, ownAccountsSeen = @ownAccountsSeen, isMembersComplete = @isMembersComplete,
        ownAlias = @ownAlias, presentName = @presentName, namedAt = @namedAt
      WHERE groupViewId = @groupViewId`);
    this.#renameView = renameSteps.map((sql) => store.prepare(sql));
    this.#addGroup = store.prepare('INSERT INTO chatGroup (groupId, name, firstSeenAt) VALUES (?, ?, ?)');
    this.#setName = store.prepare('UPDATE chatGroup SET name = @name WHERE groupId = @groupId AND name <> @name');
    this.#claimName = store.prepare(`UPDATE groupName
      SET source = @source, byName = @by, verifiedBy = @verifiedBy, jobId = @jobId
      WHERE source = 'read' AND groupNameId = (SELECT groupNameId FROM groupName
        WHERE groupId = @groupId AND name = @name ORDER BY seenAt DESC, groupNameId DESC LIMIT 1)`);
    this.#addName = store.prepare(`INSERT INTO groupName (groupId, name, seenAt, source, byName, verifiedBy, jobId)
      VALUES (@groupId, @name, @at, @source, @by, @verifiedBy, @jobId)`);
    this.#addRole =
      store.prepare(`INSERT INTO groupRole (groupViewId, role, seenAt) SELECT @groupViewId, @role, @infoReadAt
      WHERE @role IS NOT (SELECT role FROM groupRole WHERE groupViewId = @groupViewId ORDER BY seenAt DESC LIMIT 1)`);
    this.#setFields = store.prepare(
      'UPDATE chatGroup SET city = @city, custodian = @custodian, note = @note WHERE groupId = @groupId',
    );
    this.#setCompany = store.prepare(`UPDATE chatGroup SET companyReason = @reason, companyBy = @by, companyAt = @at
      WHERE groupId = @groupId`);
    this.#absorb = absorbSteps.map((sql) => store.prepare(sql));
  }

  /** All of them; those in which nothing was written since are the same objects as before. */
  views(): readonly ViewRecord[] {
    return this.#views.all();
  }

  /** Call when a transaction failed in which views were read. */
  forgetViews(): void {
    this.#views.forget();
  }

  /** Those of one account on one phone. */
  viewsOn(phoneId: string, accountId: string): ViewRecord[] {
    return this.#views.on(phoneId, accountId);
  }

  groups(): GroupRecord[] {
    return this.#groups.all();
  }

  /** Oldest first. */
  names(): NameRecord[] {
    return this.#names.all().map((row) => ({ ...row, verifiedBy: readVerification(row.verifiedBy) }));
  }

  /** What the account of a view was in its group, oldest first; a role is noted when it differs from the one before. */
  rolesOf(groupViewId: number): RoleRecord[] {
    return this.#roles.all(groupViewId);
  }

  /** Gives the views of a phone that are new to the account that is on it. */
  attachViews(phoneId: string, accountId: string): void {
    this.#attach.run(accountId, phoneId);
  }

  /** In one statement: what many rosters prove at once is some thousand views. */
  joinViews(places: readonly ViewPlace[]): void {
    if (places.length > 0) this.#join.run(JSON.stringify(places));
  }

  setFacts(groupViewId: number, facts: ViewFacts): void {
    this.#facts.run({
      groupViewId,
      ...facts,
      ownAccountsSeen: facts.ownAccountsSeen === null ? null : JSON.stringify(facts.ownAccountsSeen),
      isMembersComplete: facts.isMembersComplete ? 1 : 0,
    });
    const { role, infoReadAt } = facts;
    if (role !== null) this.#addRole.run({ groupViewId, role, infoReadAt });
  }

  /** The group of a view is called otherwise: its page says so from now on, and its list where that went by the name before. */
  renameView(
    groupViewId: number,
    names: { readonly before: string; readonly after: string; readonly at: number },
  ): void {
    for (const step of this.#renameView) step.run({ groupViewId, ...names });
  }

  addGroup(groupId: string, name: string, at: number): void {
    this.#addGroup.run(groupId, name, at);
    this.#addName.run({ groupId, name, at, source: 'read', ...unproven });
  }

  /** A name that the group has already is no second renaming: at most it is known from now on as one that we gave. */
  renameGroup(
    groupId: string,
    seen: { readonly name: string; readonly at: number; readonly source: NameSource } & Partial<NameProof>,
  ): void {
    const isOther = this.#setName.run({ groupId, name: seen.name }).changes > 0;
    if (isOther) this.#addName.run({ groupId, ...unproven, ...seen });
    else if (seen.source === 'renamed') this.#claimName.run({ groupId, ...unproven, ...seen });
  }

  /**
   * Of two groups that turned out to be one, the second keeps what an operator noted of the first and it did not have: sets, fields,
   * the mark of a company's group, older names.
   */
  absorb(from: string, into: string): void {
    for (const step of this.#absorb) step.run({ from, into });
  }

  setFields(
    groupId: string,
    fields: { readonly city: string; readonly custodian: string; readonly note: string },
  ): void {
    this.#setFields.run({ groupId, ...fields });
  }

  /** Null takes the mark away. */
  setCompanyRun(
    groupId: string,
    mark: { readonly reason: string; readonly by: string; readonly at: number } | null,
  ): void {
    this.#setCompany.run({ groupId, reason: mark?.reason ?? null, by: mark?.by ?? null, at: mark?.at ?? null });
  }
}

const storedVerification = verificationSchema.nullable().catch(null);

/** What this version does not know proves nothing. */
function readVerification(stored: string | null): Verification | null {
  return stored === null ? null : storedVerification.parse(stored);
}
