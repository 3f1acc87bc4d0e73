import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Picture } from './photographer.ts';

/** Writes `index.html` beside the pictures: every page with its looks side by side, and what is wrong with each. */
export function writeContactSheet(folder: string, pictures: readonly Picture[]): void {
  const groups = Map.groupBy(pictures, ({ page, phones }) => `${page} · ${phones}`);
  const sections = [...groups].map(
    ([title, shots]) => `<section><h2>${escape(title)}</h2><div>${shots.map(figure).join('')}</div></section>`,
  );
  const style =
    'body{font:14px system-ui,sans-serif;margin:24px;background:#e9ebee;color:#222}' +
    'section>div{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:12px}' +
    'figure{margin:0}img{width:100%;border:1px solid #bbb}h2{font-size:15px;margin:20px 0 6px}.bad{color:#b00020}';
  const html =
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>机群台 Jiqun</title><style>${style}</style>` +
    `<body><h1>机群台 Jiqun · ${pictures.length}</h1>${sections.join('')}</body></html>\n`;
  writeFileSync(join(folder, 'index.html'), html);
}

function figure({ file, look, complaints }: Picture): string {
  const wrong = complaints.map((text) => `<div class="bad">${escape(text)}</div>`).join('');
  return (
    `<figure><a href="${encodeURIComponent(file)}"><img loading="lazy" src="${encodeURIComponent(file)}" alt=""></a>` +
    `<figcaption>${look.language} · ${look.theme}${wrong}</figcaption></figure>`
  );
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
