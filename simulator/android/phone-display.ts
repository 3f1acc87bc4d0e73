import type { SimulatorClock } from '../clock.ts';
import { createHomeScreen } from '../messenger/home-screen.ts';
import { Messenger } from '../messenger/messenger.ts';
import { chooseVariant } from '../messenger/variant-choice.ts';
import { homeActivity, messengerPackage, type MessengerVariant } from '../messenger/variant.ts';
import type { PhoneModel, SkinKind } from '../models/phone-model.ts';
import { createDialerScreen } from '../screens/dialer-screen.ts';
import { Display } from '../screens/display.ts';
import { createLauncherScreen, type LauncherApp } from '../screens/launcher-screen.ts';
import type { Screen } from '../screens/screen.ts';
import { ScreenHost } from '../screens/screen-host.ts';
import { createSettingsScreen } from '../screens/settings-screen.ts';
import type { Account } from '../world/population.ts';
import type { World } from '../world/world.ts';

export interface PhoneDisplayOptions {
  readonly index: number;
  readonly model: PhoneModel;
  /** The messenger on the phone; null for the one that goes with the model. */
  readonly variant: MessengerVariant | null;
  readonly world: World;
  readonly clock: SimulatorClock;
  readonly batteryPercent: () => number;
  /** Whether a package is installed now. */
  readonly isInstalled: (packageName: string) => boolean;
  /** Whether the keyboard in use is one that is seen. */
  readonly hasVisibleKeyboard: () => boolean;
}

export interface PanelSize {
  readonly width: number;
  readonly height: number;
}

/** The home app of each vendor skin. */
const launchers: Readonly<Record<SkinKind, { readonly packageName: string; readonly activity: string }>> = {
  miui: { packageName: 'com.miui.home', activity: 'com.miui.home.launcher.Launcher' },
  hyperos: { packageName: 'com.miui.home', activity: 'com.miui.home.launcher.Launcher' },
  emui: { packageName: 'com.huawei.android.launcher', activity: 'com.huawei.android.launcher.unihome.UniHomeLauncher' },
  coloros: { packageName: 'com.oppo.launcher', activity: 'com.oppo.launcher.Launcher' },
  flyme: { packageName: 'com.meizu.flyme.launcher', activity: 'com.meizu.flyme.launcher.Launcher' },
  oneui: {
    packageName: 'com.sec.android.app.launcher',
    activity: 'com.sec.android.app.launcher.activities.LauncherActivity',
  },
  plain: { packageName: 'com.android.launcher3', activity: 'com.android.launcher3.Launcher' },
};

const dialerPackage = 'com.android.contacts';
const settingsPackage = 'com.android.settings';

/** What a phone shows: its panel with any `wm` override, the apps that have pages, and the screens in front. */
export class PhoneDisplay {
  readonly screens: ScreenHost;
  readonly launcher: { readonly packageName: string; readonly activity: string };
  readonly #options: PhoneDisplayOptions;
  #messenger: Messenger | null;
  #sizeOverride: PanelSize | null = null;
  #densityOverride: number | null = null;

  constructor(options: PhoneDisplayOptions) {
    const { index, model, world, clock } = options;
    this.#options = options;
    this.launcher = launchers[model.skin.kind];
    this.#sizeOverride = model.screen.override ?? null;
    this.#densityOverride = model.screen.override?.density ?? null;
    const account = world.accountOf(index);
    const variant = options.variant ?? chooseVariant(model.messenger);
    this.#messenger = account === null ? null : new Messenger({ world, account, variant, clock });
    this.screens = new ScreenHost({
      clock,
      display: () => this.panel(),
      batteryPercent: options.batteryPercent,
      messengerPackage,
      hasVisibleKeyboard: options.hasVisibleKeyboard,
      launcher: createLauncherScreen({
        ...this.launcher,
        now: () => clock.now(),
        apps: () => this.#launcherApps(),
      }),
    });
  }

  get messenger(): Messenger | null {
    return this.#messenger;
  }

  /** Another version of the messenger, for the same account; the one that ran is ended, as an update ends it. */
  updateMessenger(variant: MessengerVariant): void {
    if (this.#messenger !== null) this.#beginAnew({ variant, account: this.#messenger.account });
  }

  /** Another account in the place of the one that was logged in; the messenger begins anew with it. */
  logIn(account: Account): void {
    if (this.#messenger !== null) this.#beginAnew({ variant: this.#messenger.variant, account });
  }

  #beginAnew(who: { readonly variant: MessengerVariant; readonly account: Account }): void {
    const { world, clock } = this.#options;
    this.screens.stop(messengerPackage);
    this.#messenger = new Messenger({ world, clock, ...who });
  }

  get physicalSize(): PanelSize {
    return this.#options.model.screen;
  }

  get physicalDensity(): number {
    return this.#options.model.screen.density;
  }

  get sizeOverride(): PanelSize | null {
    return this.#sizeOverride;
  }

  get densityOverride(): number | null {
    return this.#densityOverride;
  }

  setSizeOverride(size: PanelSize | null): void {
    this.#sizeOverride = size;
  }

  setDensityOverride(density: number | null): void {
    this.#densityOverride = density;
  }

  /** The component that a launcher tap on the package opens, as `cmd package resolve-activity` names it; null without one. */
  launchActivityOf(packageName: string): string | null {
    if (!this.#options.isInstalled(packageName)) return null;
    if (packageName === messengerPackage) return homeActivity;
    if (packageName === settingsPackage) return 'com.android.settings.Settings';
    if (packageName === dialerPackage) return `${dialerPackage}.DialtactsActivity`;
    return packageName === this.launcher.packageName ? this.launcher.activity : null;
  }

  /** A launcher tap: brings the running app to the front or starts it; false when the package has no page. */
  launchPackage(packageName: string): boolean {
    if (this.launchActivityOf(packageName) === null) return false;
    if (packageName === this.launcher.packageName) {
      this.screens.goHome();
      return true;
    }
    if (this.screens.bringToFront(packageName)) return true;
    const screen = this.#firstScreen(packageName);
    if (screen !== null) this.screens.start(screen);
    return screen !== null;
  }

  /** Opens the dialler with a number typed in; nothing is called. Answers the activity that came up. */
  openDialer(digits: string): { readonly packageName: string; readonly activity: string } {
    const screen = createDialerScreen(dialerPackage, digits);
    this.screens.start(screen);
    const accountId = this.#messenger?.account.accountId ?? null;
    const { world, clock } = this.#options;
    world.acts.append({ at: clock.now(), accountId, kind: 'open-dialer', subject: digits });
    return screen;
  }

  /** The panel as pages are laid out for it. */
  panel(): Display {
    const { width, height } = this.#sizeOverride ?? this.physicalSize;
    return new Display(width, height, this.#densityOverride ?? this.physicalDensity);
  }

  #firstScreen(packageName: string): Screen | null {
    if (packageName === messengerPackage) return this.#messenger === null ? null : createHomeScreen(this.#messenger);
    if (packageName === settingsPackage) return createSettingsScreen();
    return packageName === dialerPackage ? createDialerScreen(dialerPackage, '') : null;
  }

  #launcherApps(): readonly LauncherApp[] {
    const apps = [
      { packageName: messengerPackage, title: '微信', colour: '#07c160' },
      { packageName: dialerPackage, title: '电话', colour: '#2f9e44' },
      { packageName: settingsPackage, title: '设置', colour: '#868e96' },
    ];
    return apps
      .filter(({ packageName }) => this.#options.isInstalled(packageName))
      .map(({ packageName, title, colour }) => ({ title, colour, start: () => void this.launchPackage(packageName) }));
  }
}
