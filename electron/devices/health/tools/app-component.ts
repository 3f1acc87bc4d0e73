/** What is in front. A panel of the system may have only a package, or only a title. */
export interface AppComponent {
  readonly packageName: string;
  /** Full class name: the short form `.ui.LauncherUI` is completed with the package. */
  readonly activity: string | null;
}

const packagePattern = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+$/u;

/** Reads `package/activity` in the long or short form, or a package alone; null for anything else. */
export function readComponent(text: string): AppComponent | null {
  const [packageName, activity, ...rest] = text.split('/');
  if (packageName === undefined || rest.length > 0 || !packagePattern.test(packageName)) return null;
  if (activity === undefined) return { packageName, activity: null };
  if (!/^[\p{L}\p{N}_.$]+$/u.test(activity)) return null;
  return { packageName, activity: activity.startsWith('.') ? packageName + activity : activity };
}
