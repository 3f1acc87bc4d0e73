import { z } from 'zod';

const words = z.string().min(1).max(300);

/** One value or several of which any will do; a list either way once parsed. */
export const anyOf = z.union([words, z.array(words).min(1).max(40)]).transform((value) => [value].flat());

export const zones = ['top', 'top-left', 'top-right', 'bottom'] as const;

/**
 * What a view must be, as playbooks write it; every given part must fit. Texts are compared with odd spaces and
 * invisible marks evened out. `id` is a hint that never stands alone, since ids change with every release.
 */
export const querySchema = z.strictObject({
  /** The whole text. */
  text: anyOf.optional(),
  /** With `text`: also one that the app cut, as far as it goes on. */
  orCut: z.boolean().optional(),
  textMatches: words.optional(),
  /** The whole content description. */
  desc: anyOf.optional(),
  descMatches: words.optional(),
  /** `ListView` or `android.widget.ListView`. */
  class: anyOf.optional(),
  id: words.optional(),
  /** A view of another app than the playbook's own. */
  package: anyOf.optional(),
  zone: z.enum(zones).optional(),
  clickable: z.boolean().optional(),
  enabled: z.boolean().optional(),
  checked: z.boolean().optional(),
  scrollable: z.boolean().optional(),
  /** The view itself, or one it stands in up to its bar, is the chosen one. */
  selected: z.boolean().optional(),
  /**
   * Stands in the cell of a grid: what answers a tap on it holds it, is narrower than half of the screen and not much lower than
   * wide. What answers its own tap, or what nothing answers for, is none.
   */
  cell: z.boolean().optional(),
  /** Stands in the smallest view that holds all these labels and hardly any other words: a tab bar. */
  among: z.array(words).min(2).max(8).optional(),
  /** Which of the `headings` it stands below: one of `is`, or none of `isNot`. */
  section: z
    .strictObject({ is: anyOf.optional(), isNot: anyOf.optional(), headings: z.array(words).min(1).max(30) })
    .optional(),
  get inside() {
    return querySchema.optional();
  },
  get outside() {
    return querySchema.optional();
  },
  get holds() {
    return querySchema.optional();
  },
  get below() {
    return querySchema.optional();
  },
  get above() {
    return querySchema.optional();
  },
  /** Stands in the row of that view, beside it. */
  get rowOf() {
    return querySchema.optional();
  },
  /** Is no value in the row of that view: what answers another tap than the row's is none, wherever it stands. */
  get offRow() {
    return querySchema.optional();
  },
  /** Which of several, counted from 0; negative from the end. */
  nth: z.number().int().optional(),
  /** More than one match is no match but a question. */
  unique: z.boolean().optional(),
});

export type NodeQuery = z.output<typeof querySchema>;

/** The parts of a query that are queries themselves. */
export const relationNames = ['inside', 'outside', 'holds', 'below', 'above', 'rowOf', 'offRow'] as const;
