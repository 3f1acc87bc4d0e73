import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** Native or lazily loaded packages stay outside the bundle; staging copies exactly these into an app. */
const external = [/^node:/, 'electron', 'better-sqlite3', '@napi-rs/canvas', /^@gutenye\//, 'onnxruntime-node'];

/** The oldest runtime that the built app must run on: Electron 33 (Node 20.18, Chromium 130). */
const nodeTarget = 'node20.18';
const pageTarget = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: {
          main: resolve(root, 'electron/app/main.ts'),
          simulator: resolve(root, 'simulator/cli.ts'),
          worker: resolve(root, 'electron/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { preload: resolve(root, 'electron/app/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    resolve: { alias: { '@contract': resolve(root, 'electron/contract') } },
    build: {
      target: pageTarget,
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
