import { alertTextCodes } from '../../contract/alert-kinds.ts';
import { faultCauses } from '../../contract/faults.ts';
import { healthTextCodes } from '../../contract/health-texts.ts';
import { errorCodes } from '../../contract/outcome.ts';
import { phoneActs, phoneEventKinds, phoneStates, stateReasonCodes, verdicts } from '../../contract/phones.ts';

/**
 * Words that dumps, logs and our own files cannot do without: what parsers read, what states and fields are called, the
 * names of makers, systems and mobile operators. A person or a network may be called by one; then only the places that say
 * "here is a name" are masked, as the word itself gives nobody away.
 */
const words = `
  true false null none unknown undefined default yes no on off ok error errors failed failure success enabled disabled
  active inactive invalid valid empty absent present ready loaded locked unlocked missing found set unset not set
  ac usb wireless powered max charging current voltage charge counter status health level scale temperature technology
  li-ion li-poly full dead cold good overheat over discharging unplugged plugged battery update updates
  power awake asleep dozing dreaming sleeping display state screen brightness blocker blockers wake lock locks stay
  wifi wi-fi wlan wlan0 p2p ssid bssid mac supplicant completed disconnected connected connecting scanning handshake rssi
  link speed frequency net id metered hint score address addresses gateway dns server servers domains dhcp vendor info
  lease seconds network networks networkinfo wifiinfo type extra reason failover available roaming instance
  mobile cellular ethernet vpn bluetooth transports capabilities internet validated trusted foreground lte nr umts gsm
  cdma edge hspa signal strength agents agent request requests lingered restrict background
  phone voice data home service sim in out register registered emergency manual automatic
  user users owner admin trust managed provisioned credential pin pattern password secure handle
  window windows focus focused app apps activity keyguard showing policy view panel statusbar launcher
  package packages version name code min target sdk installed installer hidden system systems flags base apk path
  permission permissions install runtime
  cpu idle sys nice iow irq tasks task mem memory swap free buffers cached total used kernel process processes thread
  filesystem size avail mounted block blocks storage emulated self sdcard tmpfs root shell proc dev mnt
  ether inet inet6 brd scope global lo up down broadcast multicast loopback mtu qdisc group
  physical override density date time clock timezone zone uptime boot last
  key keys value values text json null string number count list table row file files folder log logs main events crash
  verbose debug warn warning fatal info trace start started starting stop stopped begin begins beginning end ended open
  opened close closed add added remove removed change changed send sent receive received read write done
  ro persist product build bootloader hardware device devices model brand manufacturer serial release user-type
  android google xiaomi redmi poco huawei honor oppo vivo realme oneplus iqoo meizu samsung galaxy nokia motorola lenovo
  miui emui coloros flyme hyperos oneui originos magicos harmonyos tencent wechat weixin qq
  cmcc cucc ctcc cbn chinanet unicom telecom chn-unicom chn-ct chn-cugsm
  adb adbd host hosts console desk demo virtual local remote store database backup backups worker port ports route routes
  hub hubs poll polls polled session sessions connection offline online unauthorized authorizing recovery sideload
  bootloader rescue preparing busy alert alerts webhook report reports label labels tag tags note notes operator
  operators account accounts number numbers event events action subject params detail message messages scope level
  settings setting language theme light dark cards table window page ip http https api
  en zh cn us uk ok id os ui fd kb mb gb ms px rx tx db to of in on at by is it as no up ap am pm hz
  days hours minutes weeks use stack hist ni supl xcap sid interactive restricted shutdown stopping userrequested
  mwifiinfo mdhcpresults keyguardservicedelegate devicelocked blksize test tests
  手机 设备 报告 诊断 诊断包 编号 型号 系统 名称 标签 备注 人员 序列号 网络 电池 存储 内存 时间 时钟 未知 主机 本机 演示 台面 控制台 群 账号
  操作员 打码 位置 文字 网址 日志 版本 设置 状态 事件 警报 数据库 测试 中国 移动 联通 电信 小米 红米 华为 荣耀 魅族 三星 微信 安卓
  中国移动 中国联通 中国电信 中国广电
`;

const phrases = ['china mobile', 'china unicom', 'china telecom', 'china broadnet', 'one ui'];

/** What our own files call things. */
const codes: readonly string[] = [
  ...Object.entries(alertTextCodes).flatMap(([kind, texts]) => [kind, ...texts]),
  ...Object.entries(healthTextCodes).flatMap(([check, texts]) => [check, ...texts]),
  ...faultCauses,
  ...errorCodes,
  ...phoneActs,
  ...phoneEventKinds,
  ...phoneStates,
  ...stateReasonCodes,
  ...verdicts,
];

const known: ReadonlySet<string> = new Set([
  ...words.split(/\s+/).filter((word) => word !== ''),
  ...phrases,
  ...codes.flatMap((code) => [code, ...code.split('-')]),
]);

/** Whatever the case: `WIFI` and `wifi` are one. */
export function isReportWord(text: string): boolean {
  return known.has(text.toLowerCase());
}
