import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { layoutScript, missingTextsScript, wordingScript } from '../support/console-pages/page-script.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { freePort } from '../support/free-port.ts';
import type { Look } from '../show/shots/look.ts';
import { Photographer } from '../show/shots/photographer.ts';
import type { Shot } from '../show/shots/shot.ts';

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

  describe('with a page that writes errors to its console', () => {
    const look: Look = { language: 'zh-CN', theme: 'light' };

    /** The complaints about a picture that is taken after the page has run this script. */
    async function photographAfter(script: string, expectedComplaint?: RegExp): Promise<readonly string[]> {
      const signal = new AbortController().signal;
      const photographer = new Photographer({
        folder: join(dataFolder, 'shots'),
        looks: [look],
        say: () => undefined,
        signal,
      });
      const arrange = async (): Promise<void> => void (await console.page.evaluate(script));
      const shot: Shot<null> = {
        name: 'planted',
        texts: ['empty.title'],
        arrange,
        ...(expectedComplaint && { expectedComplaint }),
      };
      await photographer.take({
        phones: 0,
        title: 'planted',
        shots: [shot],
        wear: async () => undefined,
        open: async () => ({ console, world: null, close: async () => undefined }),
      });
      expect(photographer.failures).toEqual([]);
      return photographer.pictures.flatMap(({ complaints }) => complaints);
    }

    it('have nothing to say of a page that writes none', async () => {
      expect(await photographAfter(`console.warn('harmless')`)).toEqual([]);
    });

    it('find an error that was logged', async () => {
      expect(await photographAfter(`console.error('planted')`)).toEqual(['the page complained: planted']);
    });

    it('find an error that nobody caught', async () => {
      const script = `new Promise((done) => setTimeout(() => { setTimeout(done); throw new Error('planted'); }))`;
      expect(await photographAfter(script)).toEqual(['the page complained: planted']);
    });

    it('find content that the page refused to load', async () => {
      const script = `new Promise((done) => {
        const image = new Image();
        image.addEventListener('error', done);
        image.src = 'https://example.invalid/picture.png';
      })`;
      expect(await photographAfter(script)).toContainEqual(expect.stringContaining('example.invalid'));
    });

    it('let an error pass that the picture is about', async () => {
      expect(await photographAfter(`console.error('planted')`, /planted/u)).toEqual([]);
    });
  });
});
