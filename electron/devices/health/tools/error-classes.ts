/** What a refusal of the phone means, so that the operator can be told the cure. */
export type CommandRefusal =
  | 'input-not-permitted'
  | 'install-user-restricted'
  | 'install-already-exists'
  | 'install-no-space'
  | 'install-downgrade'
  | 'install-failed'
  | 'settings-not-permitted'
  | 'grant-not-permitted'
  | 'activity-missing'
  | 'activity-not-exported'
  | 'instrumentation-missing'
  | 'instrumentation-crashed'
  | 'service-missing'
  | 'permission-denied';

/**
 * First match wins within the text's first matching place. The first two groups are MIUI's and ColorOS's developer
 * switches ("USB debugging (Security settings)", "Install via USB", 禁止权限监控); the wording changed between Android
 * versions, so the permission names are matched, not the sentences.
 */
const patterns: readonly (readonly [RegExp, CommandRefusal])[] = [
  [/\bINJECT_EVENTS\b/, 'input-not-permitted'],
  [/\bINSTALL_FAILED_USER_RESTRICTED\b/, 'install-user-restricted'],
  [/\bINSTALL_FAILED_ALREADY_EXISTS\b/, 'install-already-exists'],
  [/\bINSTALL_FAILED_INSUFFICIENT_STORAGE\b|Requested internal only, but not enough space/, 'install-no-space'],
  [/\bINSTALL_FAILED_VERSION_DOWNGRADE\b/, 'install-downgrade'],
  [/\bINSTALL_(?:FAILED|PARSE_FAILED)_[A-Z_]+(?=[:\]\s])/, 'install-failed'],
  [/\bWRITE_SECURE_SETTINGS\b/, 'settings-not-permitted'],
  [/\bGRANT_RUNTIME_PERMISSIONS\b/, 'grant-not-permitted'],
  [/Activity class \{[^}]*\} does not exist|Error type 3\b/, 'activity-missing'],
  [/Permission Denial: .*\bnot exported from uid\b/, 'activity-not-exported'],
  [/Unable to find instrumentation info/, 'instrumentation-missing'],
  [/Process crashed/, 'instrumentation-crashed'],
  [/Can't find service: /, 'service-missing'],
  [/Permission Denial|Permission denied|SecurityException/i, 'permission-denied'],
];

/**
 * Names the refusal in the text of `input`, `pm`, `am`, `settings`, `dumpsys` or an install; exit codes are no guide,
 * `am start` answers 0 with "does not exist". Of several failures the first counts (a second one follows from it).
 * Null when the text holds none that is known. Lines need no ending; a text that is cut may get the general answer
 * `permission-denied` in place of the special one.
 */
export function classifyRefusal(text: string): CommandRefusal | null {
  let best: { readonly at: number; readonly refusal: CommandRefusal } | null = null;
  for (const [pattern, refusal] of patterns) {
    const at = pattern.exec(text)?.index ?? -1;
    if (at !== -1 && refusal !== 'permission-denied' && (best === null || at < best.at)) best = { at, refusal };
    if (at !== -1 && refusal === 'permission-denied' && best === null) best = { at, refusal };
  }
  return best?.refusal ?? null;
}
