import { readBinaryXml, type XmlElement } from './binary-xml.ts';
import { readZipEntry } from './zip-entry.ts';

/** What a phone needs to know of an app to install it. */
export interface ApkManifest {
  readonly packageName: string;
  readonly versionCode: number;
  readonly versionName: string;
  readonly minSdk: number;
  readonly targetSdk: number;
  /** Test runners that it brings, with the package that they run in. */
  readonly instrumentations: readonly Instrumentation[];
  /** Class names of the keyboards that it brings. */
  readonly keyboards: readonly string[];
}

export interface Instrumentation {
  readonly runner: string;
  readonly targetPackage: string;
}

const keyboardAction = 'android.view.InputMethod';

const manifestFile = 'AndroidManifest.xml';

/**
 * Reads the manifest of an APK, compiled as every real one has it, or as plain text, which is enough for a test's own
 * package. Null when the file is no APK.
 */
export function readApkManifest(apk: Uint8Array): ApkManifest | null {
  const manifest = readZipEntry(apk, manifestFile);
  if (manifest === null) return null;
  try {
    return fromElements(readBinaryXml(manifest) ?? readPlainXml(new TextDecoder().decode(manifest)));
  } catch (failure) {
    if (failure instanceof RangeError) return null;
    throw failure;
  }
}

function fromElements(elements: readonly XmlElement[]): ApkManifest | null {
  const root = elements.find(({ name }) => name === 'manifest')?.attributes;
  const packageName = root?.get('package');
  if (root === undefined || packageName === undefined || packageName === '') return null;
  const sdk = elements.find(({ name }) => name === 'uses-sdk')?.attributes;
  const minSdk = Number(sdk?.get('minSdkVersion') ?? 1);
  return {
    packageName,
    versionCode: Number(root.get('versionCode') ?? 0),
    versionName: root.get('versionName') ?? '',
    minSdk,
    targetSdk: Number(sdk?.get('targetSdkVersion') ?? minSdk),
    instrumentations: elements
      .filter(({ name }) => name === 'instrumentation')
      .map(({ attributes }) => ({
        runner: attributes.get('name') ?? '',
        targetPackage: attributes.get('targetPackage') ?? '',
      })),
    keyboards: findKeyboards(elements, packageName),
  };
}

/** Services whose intent filter names the keyboard action; the elements come in the order of the document. */
function findKeyboards(elements: readonly XmlElement[], packageName: string): readonly string[] {
  let service = '';
  return elements.flatMap(({ name, attributes }) => {
    const value = attributes.get('name') ?? '';
    if (name === 'service') service = value.startsWith('.') ? packageName + value : value;
    return name === 'action' && value === keyboardAction ? [service] : [];
  });
}

function readPlainXml(text: string): readonly XmlElement[] {
  return Array.from(
    text.matchAll(/<([\w-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*\/?>/gu),
    ([, name = '', attributes = '']) => ({
      name,
      attributes: new Map(
        Array.from(attributes.matchAll(/([\w:.-]+)="([^"]*)"/gu), ([, key = '', value = '']) => [
          key.replace(/^android:/u, ''),
          value,
        ]),
      ),
    }),
  );
}
