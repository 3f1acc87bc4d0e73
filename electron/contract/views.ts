import { z } from 'zod';
import { catalogueVerdicts, phoneStates, tagMaxLength } from './phones.ts';
import { plainLine, plainName } from './plain-text.ts';

/** The states, sorted by what they ask of the operator. */
export const stateGroups = ['online', 'attention', 'in-progress', 'absent', 'set-aside'] as const;
/** The worst that a phone's checks say; `unknown` when nothing is worse and something could not be read. */
export const healthBands = ['bad', 'warn', 'unknown', 'ok'] as const;
export const sortKeys = [
  'number',
  'label',
  'state',
  'model',
  'verdict',
  'system',
  'health',
  'battery',
  'temperature',
  'storage',
  'network',
  'route',
  'groups',
  'lastSeen',
] as const;
/** Columns that can be hidden; number, label and state always show. */
export const hideableColumns = [
  'model',
  'system',
  'health',
  'battery',
  'storage',
  'network',
  'route',
  'groups',
  'lastSeen',
] as const;

const searchMaxLength = 200;

export const phoneFilterSchema = z.strictObject({
  search: z.string().max(searchMaxLength),
  group: z.enum(stateGroups).nullable(),
  /** Empty lists let everything through. */
  states: z.array(z.enum(phoneStates)).max(phoneStates.length).readonly(),
  verdicts: z.array(z.enum(catalogueVerdicts)).max(catalogueVerdicts.length).readonly(),
  hostIds: z.array(z.string().min(1).max(80)).max(100).readonly(),
  tags: z.array(z.string().min(1).max(tagMaxLength)).max(100).readonly(),
  bands: z.array(z.enum(healthBands)).max(healthBands.length).readonly(),
  isVirtual: z.boolean().nullable(),
});

/** How the list of phones is looked at. */
export const viewContentSchema = z.strictObject({
  filter: phoneFilterSchema,
  order: z.strictObject({ key: z.enum(sortKeys), isDescending: z.boolean() }),
  hiddenColumns: z.array(z.enum(hideableColumns)).max(hideableColumns.length).readonly(),
  layout: z.enum(['table', 'cards']),
});
export type ViewContent = z.infer<typeof viewContentSchema>;

/** As somebody typed it; a view that is stored already is read back whatever was typed then. */
const typedContentSchema = viewContentSchema.extend({
  filter: phoneFilterSchema.extend({
    search: plainLine(searchMaxLength),
    tags: z.array(plainLine(tagMaxLength).min(1)).max(100).readonly(),
  }),
});

export const savedViewSchema = z.strictObject({
  viewId: z.string(),
  name: z.string(),
  /** Shown when the console starts; at most one is. */
  isDefault: z.boolean(),
  content: viewContentSchema,
});
export type SavedView = z.infer<typeof savedViewSchema>;

export const viewNameMaxLength = 40;
const viewId = z.string().min(1).max(80);
const views = z.strictObject({ views: z.array(savedViewSchema) });

/** All answer the views in their order. */
export const viewProcedures = {
  'views.list': { input: z.strictObject({}), output: views },
  /** Null makes a new one, at the end. `invalid-input` (`name`, `taken`) for a name that another view has. */
  'views.save': {
    input: z.strictObject({
      viewId: viewId.nullable(),
      name: plainName(viewNameMaxLength),
      isDefault: z.boolean(),
      content: typedContentSchema,
    }),
    output: views,
  },
  'views.remove': { input: z.strictObject({ viewId }), output: views },
  /** Views that are not named keep their order behind the named ones. */
  'views.order': { input: z.strictObject({ viewIds: z.array(viewId).max(100) }), output: views },
} as const;
