import { z } from 'zod';
import others from './others.json' with { type: 'json' };
import recommended from './recommended.json' with { type: 'json' };

export const skinKinds = ['miui', 'hyperos', 'emui', 'coloros', 'flyme', 'oneui', 'plain'] as const;
export type SkinKind = (typeof skinKinds)[number];

/** How the serial of a vendor looks: length and alphabet. */
export const serialShapes = ['hex8', 'hex12', 'hex16', 'huawei', 'meizu', 'samsung', 'google', 'alnum16'] as const;
export type SerialShape = (typeof serialShapes)[number];

const sizeSchema = z.strictObject({ width: z.int(), height: z.int(), density: z.int() });

const phoneModelSchema = z.strictObject({
  key: z.string(),
  /** On the operating manual's list of ten. */
  isRecommended: z.boolean(),
  brand: z.string(),
  manufacturer: z.string(),
  /** `ro.product.model`. */
  model: z.string(),
  /** `ro.product.name`. */
  name: z.string(),
  device: z.string(),
  /** `ro.product.cert` (Xiaomi) or `ro.meizu.carrier.model`. */
  cert: z.string().optional(),
  /** Sales name in the vendor's own property. */
  marketName: z.string().optional(),
  board: z.string(),
  platform: z.string(),
  hardware: z.string(),
  /** The `Hardware` line of `/proc/cpuinfo`. */
  soc: z.string(),
  abiList: z.string(),
  cores: z.int(),
  kernel: z.string(),
  android: z.strictObject({
    release: z.string(),
    sdk: z.int(),
    buildId: z.string(),
    incremental: z.string(),
    securityPatch: z.string(),
    /** `ro.build.date.utc` in milliseconds. */
    builtAt: z.number(),
  }),
  skin: z.strictObject({ kind: z.enum(skinKinds), version: z.string(), code: z.string() }),
  /** Panel in pixels; `override` is what a vendor setting put over it. */
  screen: sizeSchema.extend({ override: sizeSchema.optional() }),
  memoryKb: z.int(),
  /** Size of the data partition in 1K blocks. */
  dataKb: z.int(),
  batteryMah: z.int(),
  technology: z.string(),
  serial: z.enum(serialShapes),
  /** Version of the messenger that is on the phone from the start. */
  messenger: z.string(),
});

export type PhoneModel = z.infer<typeof phoneModelSchema>;

const recommendedModels: readonly PhoneModel[] = z.array(phoneModelSchema).parse(recommended);
const otherModels: readonly PhoneModel[] = z.array(phoneModelSchema).parse(others);

/** All models: the ten of the operating manual first, then look-alikes and others. */
export const phoneModels: readonly PhoneModel[] = [...recommendedModels, ...otherModels];

/** Every sixth phone of a desk is not on the manual's list. */
const otherEvery = 6;

/** A model by key; throws a `RangeError` for an unknown one. */
export function findModel(key: string): PhoneModel {
  const model = phoneModels.find((candidate) => candidate.key === key);
  if (model === undefined) throw new RangeError(`no phone model ${key}`);
  return model;
}

/** The model in the 1-based place `index` of a desk when none is asked for. */
export function modelForPlace(index: number): PhoneModel {
  const isOther = index % otherEvery === 0;
  const list = isOther ? otherModels : recommendedModels;
  const at = isOther ? index / otherEvery - 1 : index - 1 - Math.floor(index / otherEvery);
  const model = list[at % list.length];
  if (model === undefined) throw new RangeError(`no place ${index}`);
  return model;
}
