const hidden = '••••';

/** Names whose value is masked wherever `name: value`, `name=value` or `[name]: [value]` is printed. */
const secretNames =
  /((?:\b|\[)[\w.]*(?:serial(?:no)?|imei|meid|iccid|imsi|msisdn|bssid|macaddr(?:ess)?|mac)\b\]?\s*[:=]\s*\[?)([^\s,\]]+)/gi;
const ssidPattern = /(\bB?SSID\s*[:=]\s*|connected to\s+)("[^"\n]*"|[^\s,"\n]+)/gi;
const macPattern = /\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b/gi;
/** IMEI (14–16 digits), IMSI and ICCID (up to 20). Longer and shorter runs are counters and times. */
const subscriberPattern = /(?<![\d.])\d{14,20}(?![\d.])/g;

/**
 * A raw output as it may be shown and exported: serials, IMEI and SIM numbers, hardware addresses and Wi-Fi names are
 * blotted out. `secrets` are strings known to identify this phone (its serials), masked wherever they stand.
 */
export function maskOutput(text: string, secrets: readonly (string | null)[]): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret !== null && secret.length >= 4) masked = masked.replaceAll(secret, hidden);
  }
  return masked
    .replaceAll(macPattern, hidden)
    .replaceAll(ssidPattern, (_whole, name: string) => name + hidden)
    .replaceAll(secretNames, (_whole, name: string) => name + hidden)
    .replaceAll(subscriberPattern, hidden);
}
