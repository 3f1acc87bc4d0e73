import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { layoutScript, missingTextsScript, wordingScript } from '../support/console-pages/page-script.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { freePort } from '../support/free-port.ts';

/** What the pictures are held against must itself be able to find fault. */
describe('checks of a picture', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-checks-'));
  let running: RunningConsole;
  let console: ConsolePage;

  const run = async (script: string): Promise<string[]> =>
    z.array(z.string()).parse(await console.page.evaluate(script));
  const add = (html: string): Promise<unknown> =>
    console.page.evaluate(
      `document.querySelector('#planted').innerHTML = ${JSON.stringify(html)}.replaceAll('style', 'data-style');
       for (const at of document.querySelectorAll('#planted [data-style]')) at.style.cssText = at.dataset.style;`,
    );

  beforeAll(async () => {
    running = await launchConsole({ dataFolder, adbPort: await freePort(), phones: 0, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    await console.button('rules.accept').click();
    await console.page.getByText(console.text('empty.title')).waitFor();
  });
  beforeEach(() =>
    console.page.evaluate(
      `document.querySelector('#planted')?.remove();
       const planted = document.createElement('div');
       planted.id = 'planted';
       planted.style.cssText = 'position: absolute; top: 0; left: 0; background: white';
       document.body.append(planted);`,
    ),
  );
  afterAll(async () => {
    await running.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('have nothing to say of a page that is well', async () => {
    expect(await run(layoutScript)).toEqual([]);
    expect(await run(wordingScript(['empty']))).toEqual([]);
    expect(await run(missingTextsScript([console.text('empty.title')]))).toEqual([]);
  });

  it.each([
    ['sideways', '<p style="width: 40px; overflow: hidden; white-space: nowrap">a text too long</p>'],
    [
      'with dots but no way to read on',
      '<p style="width: 40px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">a text too long</p>',
    ],
    ['in height', '<p style="width: 60px; height: 20px; overflow: hidden">a text of several lines</p>'],
  ])('find a text that is cut off %s', async (_how, html) => {
    await add(html);
    expect(await run(layoutScript)).toEqual([expect.stringMatching(/^cut/u)]);
  });

  it('let a text pass that is cut off with dots and told in full on hover', async () => {
    const style = 'width: 40px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis';
    await add(`<p title="a text too long" style="${style}">a text too long</p>`);
    expect(await run(layoutScript)).toEqual([]);
  });

  it('find a page that is wider than its window', async () => {
    await add('<p style="width: 5000px">wide</p>');
    expect(await run(layoutScript)).toContainEqual(expect.stringContaining('the page is'));
  });

  it.each(['state.ready.name', '{{count}} phones', 'since undefined', 'NaN%', '[object Object]'])(
    'find “%s” where words should be',
    async (text) => {
      await add(`<p>${text}</p>`);
      expect(await run(wordingScript(['state']))).toHaveLength(1);
    },
  );

  it.each([
    ['is not there', ''],
    ['is hidden', '<p style="display: none">the words</p>'],
    ['is outside the window', '<p style="position: fixed; top: 3000px">the words</p>'],
  ])('miss a text that %s', async (_how, html) => {
    await add(html);
    expect(await run(missingTextsScript(['the words']))).toEqual(['the words']);
  });
});
