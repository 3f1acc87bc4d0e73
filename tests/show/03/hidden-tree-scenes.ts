import { SeededRandom } from '../../../simulator/world/seeded-random.ts';

/** What the operator does when the console asks for a name. */
export type SceneKind =
  | 'right'
  /** Does it, and leaves it to the console to see. */
  | 'right-unsaid'
  /** Too long for its row: shows the grey line in the chat. */
  | 'right-long'
  | 'one-character'
  | 'one-digit'
  | 'short'
  /** Says done, and did nothing. */
  | 'nothing'
  /** Says done with another page on the screen. */
  | 'elsewhere'
  /** Opens another group and gives that one the name. */
  | 'other-group'
  /** The right group first, then another one after all. */
  | 'strays'
  /** The right group first, then another one after all, and everything is stopped before he says done. */
  | 'stopped';

export interface Scene {
  readonly kind: SceneKind;
  /** What the group is called at first. */
  readonly before: string;
  /** What it is to be called. */
  readonly wanted: string;
  /** What the operator types. */
  readonly typed: string;
  /** The group that he takes for it; null where he takes none. */
  readonly bystander: string | null;
}

/** Judged for itself, as it stops everything: the bystander is of quite another size. */
export const stoppedScene: Scene = {
  kind: 'stopped',
  before: '待停改名群',
  wanted: '停后核对群',
  typed: '停后核对群',
  bystander: '停时路过群',
};

const chinese = [
  '阳光花园业主交流三群',
  '南区邻里互助群',
  '社区团购华东大区',
  '晨跑打卡老友群',
  '家长会三年级二班',
  '厨房用品折扣团',
  '深圳湾一号业主',
];
const mixed = [
  '二手车估价66群',
  '英语角English3群',
  '机器人竞赛2026',
  'K12家长B群',
  'VIP客户2025A群',
  'G20读书会5群',
  'iPhone15换新群',
  '老友记Friends9群',
  '广州天河K11活动群',
  'EnglishCorner88',
  '西湖龙井001号',
  '宠物医院24小时群',
  '考研数学150分',
  '周末羽毛球B组',
];
const long = [
  '杭州市西湖区文三路社区居民团购第12群',
  '2026年春季华南区VIP会员新品预告群',
  '滨江一号院三期全体业主生活服务交流群',
];
/** Characters that a hand takes for one another, and one that looks quite like another. */
const slips: Readonly<Record<string, string>> = {
  群: '裙',
  主: '王',
  友: '有',
  会: '合',
  团: '困',
  大: '太',
  班: '斑',
  业: '亚',
};

const kindsOfWrong: readonly SceneKind[] = [
  'one-character',
  'one-digit',
  'other-group',
  'nothing',
  'short',
  'strays',
  'elsewhere',
];

export interface SceneCounts {
  readonly rightCount: number;
  /** Names that are too long for their row. */
  readonly longCount: number;
  readonly wrongCount: number;
}

/** So many names that the operator sets right, and so many that he does not; the first of each phone is a right one. */
export function planScenes(seed: number, { rightCount, longCount, wrongCount }: SceneCounts): Scene[] {
  const random = new SeededRandom(seed).fork('hidden-tree');
  const short = random.sample([...chinese, ...mixed], chinese.length + mixed.length).slice(0, rightCount);
  const names = [...short, ...long.slice(0, longCount)];
  const right = names.map((wanted, index): Scene => {
    const isLong = long.includes(wanted);
    const kind = isLong ? 'right-long' : index % 3 === 2 ? 'right-unsaid' : 'right';
    return { kind, before: `旧名${index + 1}号群`, wanted, typed: wanted, bystander: null };
  });
  const wrong = Array.from({ length: wrongCount }, (_, index): Scene => {
    const kind = kindsOfWrong[index % kindsOfWrong.length] ?? 'nothing';
    const base = kind === 'one-digit' ? `春节特惠${random.between(100, 899)}群` : random.pick(chinese);
    const wanted = `${base}${kind === 'one-digit' ? '' : `${index + 1}区`}`;
    const bystander = kind === 'other-group' || kind === 'strays' ? `路过${index + 1}号群` : null;
    return { kind, before: `待改${index + 1}号群`, wanted, typed: mistype(kind, wanted), bystander };
  });
  return [...right, ...wrong];
}

function mistype(kind: SceneKind, wanted: string): string {
  if (kind === 'short') return wanted.slice(0, -1);
  if (kind === 'one-digit') return wanted.replace(/\d/u, (digit) => String((Number(digit) + 1) % 10));
  if (kind !== 'one-character') return wanted;
  const place = Array.from(wanted).findIndex((character) => slips[character] !== undefined);
  return Array.from(wanted, (character, index) => (index === place ? (slips[character] ?? character) : character)).join(
    '',
  );
}

export function isRight({ kind }: Scene): boolean {
  return kind.startsWith('right');
}
