/** Why a page of the virtual desk is, or is not, shown with a hundred phones as well. */
export interface Coverage {
  readonly isRepeatedWithHundred: boolean;
  readonly why: string;
}

const repeated = (why: string): Coverage => ({ isRepeatedWithHundred: true, why });
const once = (why: string): Coverage => ({ isRepeatedWithHundred: false, why });

const ofOnePhone = once('shows one phone, whatever else is on the desk');

/** Every page of the virtual desk. The states of a real desk and of its surroundings have no number of phones to vary. */
export const coverage: Readonly<Record<string, Coverage>> = {
  'first-run': repeated('the notice takes its place from the list'),
  'devices-table': repeated('the list scrolls'),
  'devices-cards': repeated('the cards scroll'),
  'devices-filters': repeated('the panel lies over a full list'),
  'devices-search': repeated('more is found than fits'),
  'devices-nothing-found': once('an empty list is as empty with six'),
  'devices-selected': repeated('the bar counts a hundred'),
  'devices-rename': once('edits one cell'),
  'reboot-confirm': repeated('names every phone'),
  'batch-result': repeated('counts and names out of a hundred'),
  'drawer-overview': repeated('stands beside a full list'),
  'drawer-care': ofOnePhone,
  'drawer-note': ofOnePhone,
  'drawer-facts': ofOnePhone,
  'drawer-facts-end': ofOnePhone,
  'drawer-groups-unread': ofOnePhone,
  'drawer-groups': ofOnePhone,
  'drawer-screen': ofOnePhone,
  'drawer-raw': ofOnePhone,
  'drawer-events': ofOnePhone,
  'attendance-list': repeated('counts a hundred'),
  alerts: repeated('the list scrolls'),
  'alerts-bell': repeated('more wait than fit'),
  'alerts-history': repeated('the list scrolls'),
  'settings-alerts': once('knows nothing of phones'),
  'settings-webhook': once('knows nothing of phones'),
  'settings-webhook-refused': once('knows nothing of phones'),
  'preparation-never': once('the same before any phone was checked'),
  'preparation-checked': repeated('the matrix scrolls both ways'),
  'preparation-phone': ofOnePhone,
  'preparation-preview': repeated('counts and folds a hundred phones'),
  'preparation-cures': repeated('names a hundred phones'),
  'preparation-fixed': repeated('a hundred results'),
  shift: repeated('counts a hundred'),
  'shift-changed': once('one line above the same list'),
  'shift-none-open': once('the figures of the top line'),
  'shift-sheet': once('lists the missing only'),
  'desk-sheet': repeated('a hundred lines of paper'),
  care: repeated('the table scrolls'),
  'care-sign': ofOnePhone,
  views: once('a menu'),
  columns: once('a fixed list'),
  'labels-import': once('shows the rows of its file'),
  'report-phone': ofOnePhone,
  'report-bundle': repeated('events and states of a hundred'),
  hosts: repeated('counts the phones of each host'),
  'host-add-error': once('a form'),
  'operator-dialog': once('a form'),
  'demo-explained': repeated('the banner names the number of phones'),
  shortcuts: once('a fixed list'),
  audit: repeated('as long as the desk is large'),
  'audit-verified': once('one more line above the same list'),
  settings: once('knows nothing of phones'),
  'settings-error': once('knows nothing of phones'),
  'settings-end': once('knows nothing of phones'),
  'server-killed': repeated('every phone is absent, the missing ones are named'),
};
