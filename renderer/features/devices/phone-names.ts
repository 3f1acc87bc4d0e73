import type { CatalogueResult, HealthCheck, HealthCheckId, Phone, Route } from '@contract/phones.ts';
import type { Language, Texts } from '../../i18n/texts.ts';

/** The name of a phone's model: the catalogue's, else the maker's, else the bare code; null when never read. */
export function modelName(phone: Phone, language: Language): string | null {
  return catalogueName(phone.catalogue, language) ?? phone.facts.marketName ?? phone.facts.model;
}

function catalogueName(result: CatalogueResult, language: Language): string | null {
  return language === 'zh-CN' ? result.nameZh : result.nameEn;
}

/** How a phone is called in a sentence: `12 号 前台`, else its label, model or serial. */
export function phoneName(phone: Phone, texts: Texts): string {
  const own = phone.label === '' ? (modelName(phone, texts.language) ?? phone.facts.hardwareSerial ?? '') : phone.label;
  const name = own === '' ? phone.phoneId : own;
  return phone.number === null ? name : texts.text('phone.numbered', { number: phone.number, name });
}

export function checkOf(phone: Phone, id: HealthCheckId): HealthCheck | null {
  return phone.health.checks.find((check) => check.id === id) ?? null;
}

/** The number behind a check; null while it is unknown or is no number. */
export function checkValue(phone: Phone, id: HealthCheckId): number | null {
  return checkOf(phone, id)?.value ?? null;
}

/** The route that commands take; while there is none, the one that was seen last. */
export function leadingRoute(phone: Phone): Route | null {
  const current = phone.routes.find((route) => route.isCurrent);
  return current ?? phone.routes.toSorted((left, right) => (right.seenAt ?? 0) - (left.seenAt ?? 0))[0] ?? null;
}

/** `USB 1-2.3`, or the address of a phone on the network. */
export function routeText(route: Route, texts: Texts): string {
  switch (route.connection) {
    case 'usb':
      return texts.text('route.usb', { place: route.portPath ?? route.serial });
    case 'tcp':
      return route.serial;
    case 'unknown':
      return route.portPath ?? route.serial;
  }
}
