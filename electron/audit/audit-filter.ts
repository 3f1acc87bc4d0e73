import type { AuditFilter } from '../contract/audit.ts';

/** The values of a filter as `filteredBy` names them. */
export type FilterValues = Readonly<Record<string, string | number | null>>;

/** The condition for lines that a filter wants. */
export const filteredBy = `(@operatorId IS NULL OR ifnull(operatorId, '') = @operatorId)
  AND (@area IS NULL OR action LIKE @area || '.%')
  AND (@about IS NULL OR subject = @about OR params ->> 'phoneId' = @about OR params ->> 'groupId' = @about)
  AND (@text = '' OR instr(lower(params), lower(@text)) > 0 OR instr(lower(ifnull(subject, '')), lower(@text)) > 0)
  AND (@fromAt IS NULL OR at >= @fromAt) AND (@toAt IS NULL OR at < @toAt)`;

export function valuesOf({ text, ...filter }: AuditFilter): FilterValues {
  // As the text stands inside JSON.
  return { ...filter, text: JSON.stringify(text.trim()).slice(1, -1) };
}
