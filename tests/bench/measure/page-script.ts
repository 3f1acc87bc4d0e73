/** As JavaScript for a page of the console: whether the states of its rows, as `states`, are what is wanted. */
export type RowCondition = string;

/**
 * A script for a page: resolves with the moment (epoch ms) from which its rows fulfil a condition, now or later. It
 * looks after every change of the page.
 */
export function whenRows(condition: RowCondition): string {
  return `new Promise((resolve) => {
    const isSo = () => {
      const states = [...document.querySelectorAll('[data-phone-state]')].map((row) => row.dataset.phoneState);
      return ${condition};
    };
    const look = () => {
      if (!isSo()) return;
      observer.disconnect();
      resolve(Date.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ['data-phone-state'] });
    look();
  })`;
}

/** A script for a page: clicks on the first row and resolves with the moment at which the phone is open beside the list. */
export const whenOpened = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('aside.drawer') === null) return;
    observer.disconnect();
    resolve(Date.now());
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true });
  document.querySelector('[data-phone-id] .cell-of-state').click();
  look();
})`;

/** A script for a page: when its first text or picture was painted, epoch ms. */
export const whenPainted = `new Promise((resolve) => {
  new PerformanceObserver((list, observer) => {
    const first = list.getEntriesByName('first-contentful-paint')[0];
    if (first === undefined) return;
    observer.disconnect();
    resolve(performance.timeOrigin + first.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;
