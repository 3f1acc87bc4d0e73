/** Attributes that every node of the phone's file system has. */
interface NodeAttributes {
  /** Permission bits only, e.g. 0o644. */
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly modifiedAt: number;
}

/** Content that is worked out when it is read, such as `/proc/stat`; the phone knows the text behind the key. */
export interface ComputedContent {
  readonly key: string;
}

export interface FileLeaf extends NodeAttributes {
  readonly kind: 'file';
  readonly content: Uint8Array | ComputedContent;
}

export interface DirectoryNode extends NodeAttributes {
  readonly kind: 'directory';
  readonly entries: Map<string, FileNode>;
  /** The tree that may change `entries` in place; a node of another tree is copied first. */
  readonly owningTree: object | null;
}

export interface LinkNode extends NodeAttributes {
  readonly kind: 'link';
  readonly target: string;
}

/** A character device: reads as empty unless it is an endless source, takes and forgets what is written. */
export interface DeviceNode extends NodeAttributes {
  readonly kind: 'device';
  readonly source: 'empty' | 'zeros' | 'noise';
}

export type FileNode = FileLeaf | DirectoryNode | LinkNode | DeviceNode;

const typeBits: Readonly<Record<FileNode['kind'], number>> = {
  file: 0o100000,
  directory: 0o040000,
  link: 0o120000,
  device: 0o020000,
};

/** POSIX `st_mode`: permission bits and type. */
export function modeWithType(node: FileNode): number {
  return node.mode | typeBits[node.kind];
}

export function isComputed(content: FileLeaf['content']): content is ComputedContent {
  return !(content instanceof Uint8Array);
}

/** What `ls -l` prints in front, e.g. `drwxrwx--x`. */
export function describeMode(node: FileNode): string {
  const letters = { file: '-', directory: 'd', link: 'l', device: 'c' };
  const bits = Array.from('rwxrwxrwx', (letter, index) => ((node.mode >> (8 - index)) & 1 ? letter : '-')).join('');
  const isSticky = (node.mode & 0o1000) !== 0;
  return letters[node.kind] + (isSticky ? bits.slice(0, 8) + (bits.endsWith('x') ? 't' : 'T') : bits);
}
