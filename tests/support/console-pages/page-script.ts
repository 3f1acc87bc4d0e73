/**
 * Code that runs inside the page, as text: the page's world has other types and globals than this program.
 * Each answers a list of complaints in words, empty when all is well.
 */

const shared = `
  const isShown = (element) => {
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none' || Number(style.opacity) === 0) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const words = (text) => text.replace(/\\s+/g, ' ').trim();
  const name = (element) => {
    const own = typeof element.className === 'string' ? element.className.split(' ').filter(Boolean).slice(0, 2).join('.') : '';
    return element.tagName.toLowerCase() + (own === '' ? '' : '.' + own);
  };
  const textNodes = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (words(node.data) !== '' && isShown(node.parentElement)) found.push(node);
    }
    return found;
  };`;

/** Which of these patterns no visible text inside the window matches. */
export const missingTextsScript = (patterns: readonly string[]): string => `(() => {${shared}
  const isInWindow = (element) => {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  };
  const matches = (element, pattern) =>
    [element.textContent, element.getAttribute('placeholder'), element.getAttribute('aria-label')]
      .some((text) => text !== null && pattern.test(words(text)));
  const elements = [...document.body.querySelectorAll('*')];
  return ${JSON.stringify(patterns)}.filter((source) => {
    const pattern = new RegExp(source, 'su');
    const matching = elements.filter((element) => matches(element, pattern));
    const deepest = matching.filter((element) => !matching.some((other) => other !== element && element.contains(other)));
    return !deepest.some((element) => isShown(element) && isInWindow(element));
  });
})()`;

/** Text that is cut off without a way to read the rest, and a page that is wider than its window. */
export const layoutScript = `(() => {${shared}
  const complaints = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) complaints.push('the page is ' + page.scrollWidth + ' wide in ' + page.clientWidth);
  const hasWayOut = (element, limit) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.textOverflow === 'ellipsis' && (at.closest('[title]:not([title=""])') !== null || at.closest('.ant-select, .ant-input-affix-wrapper') !== null)) return true;
      if (at === limit) return false;
    }
    return false;
  };
  const clips = (value) => value === 'hidden' || value === 'clip';
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  for (const node of textNodes()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 3 || box.height < 3) continue;
    const parent = node.parentElement;
    if (parent.closest('[aria-hidden=true], .ant-typography-copy, [data-may-clip]') !== null) continue;
    let isScrolled = false;
    for (let at = parent; at !== null && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === 'absolute' && style.clipPath !== 'none') { isScrolled = true; break; }
      if (scrolls(style.overflowX) && at.scrollWidth > at.clientWidth) { isScrolled = true; break; }
      const frame = at.getBoundingClientRect();
      const isCutSideways = clips(style.overflowX) && (box.right > frame.right + 2 || box.left < frame.left - 2);
      if (isCutSideways && hasWayOut(parent, at)) { isScrolled = true; break; }
      if (isCutSideways) {
        complaints.push('cut off: "' + words(node.data).slice(0, 40) + '" in ' + name(at));
        break;
      }
      if (scrolls(style.overflowY) && at.scrollHeight > at.clientHeight) { isScrolled = true; break; }
      const isCutBelow = clips(style.overflowY) && (box.bottom > frame.bottom + 4 || box.top < frame.top - 4);
      if (isCutBelow) {
        complaints.push('cut in height: "' + words(node.data).slice(0, 40) + '" in ' + name(at));
        break;
      }
    }
    if (!isScrolled && box.right > innerWidth + 1) complaints.push('beyond the window: "' + words(node.data).slice(0, 40) + '"');
  }
  return [...new Set(complaints)];
})()`;

/** Keys, placeholders and values that were meant to become words. `families` are the first parts of keys. */
export const wordingScript = (families: readonly string[]): string => `(() => {${shared}
  const key = new RegExp('(?:^|[\\\\s(:])((?:${families.join('|')})\\\\.[a-z][\\\\w-]*(?:\\\\.[\\\\w-]+)*)', 'u');
  const complaints = [];
  for (const node of textNodes()) {
    if (node.parentElement.closest('pre, .mono') !== null) continue;
    const text = words(node.data);
    if (key.test(text)) complaints.push('a key for a text: ' + text.slice(0, 60));
    if (/\\{\\{|\\bundefined\\b|\\bNaN\\b|\\[object /u.test(text)) complaints.push('a hole in a text: ' + text.slice(0, 60));
  }
  return [...new Set(complaints)];
})()`;
