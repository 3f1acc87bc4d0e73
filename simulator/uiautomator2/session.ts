import { ElementStore } from './element-store.ts';
import { WebDriverError } from './web-driver-error.ts';

export type SettingValue = string | number | boolean | null;

/** What the server starts with (the settings of the real one, as far as clients change them). */
const defaults: Readonly<Record<string, SettingValue>> = {
  actionAcknowledgmentTimeout: 3_000,
  allowInvisibleElements: false,
  alwaysTraversableViewClasses: '',
  currentDisplayId: 0,
  deferAccessibilityCacheReset: false,
  disableIdLocatorAutocompletion: false,
  elementResponseAttributes: 'name,text',
  enableMultiWindows: false,
  enableNotificationListener: true,
  enableTopmostWindowFromActivePackage: false,
  enforceXPath1: true,
  ignoreUnimportantViews: false,
  includeExtrasInPageSource: false,
  keyInjectionDelay: 0,
  limitXPathContextScope: true,
  normalizeTagNames: false,
  scrollAcknowledgmentTimeout: 200,
  serverPort: 6790,
  shouldUseCompactResponses: true,
  shutdownOnPowerDisconnect: true,
  simpleBoundsCalculation: false,
  snapshotMaxDepth: 70,
  trackScrollEvents: true,
  unicodeKeyboard: false,
  useResourcesForOrientationDetection: false,
  waitForIdleTimeout: 10_000,
  waitForSelectorTimeout: 10_000,
  wakeLockTimeout: 86_400_000,
};

/** One client's session: its capabilities, its settings and the elements it knows. */
export class Session {
  readonly id: string;
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly elements = new ElementStore();
  readonly #settings = new Map<string, SettingValue>(Object.entries(defaults));

  constructor(id: string, capabilities: Readonly<Record<string, unknown>>) {
    this.id = id;
    this.capabilities = capabilities;
  }

  get settings(): Readonly<Record<string, SettingValue>> {
    return Object.fromEntries(this.#settings);
  }

  /** How long a restless screen is waited for. */
  get idleTimeoutMs(): number {
    return Number(this.#settings.get('waitForIdleTimeout'));
  }

  /** Throws `unsupported operation` for a name that no setting has. */
  change(name: string, value: SettingValue): void {
    if (!this.#settings.has(name))
      throw new WebDriverError('unsupported operation', `Setting '${name}' is not supported`);
    this.#settings.set(name, value);
  }
}
