/** The errors of a Linux kernel that the file tools meet. */
export type Errno =
  | 'ENOENT'
  | 'EACCES'
  | 'ENOSPC'
  | 'EISDIR'
  | 'ENOTDIR'
  | 'EEXIST'
  | 'EROFS'
  | 'ENOTEMPTY'
  | 'ELOOP'
  | 'EXDEV'
  | 'EINVAL'
  | 'EPERM';

const texts: Readonly<Record<Errno, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  ENOSPC: 'No space left on device',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EEXIST: 'File exists',
  EROFS: 'Read-only file system',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many symbolic links encountered',
  EXDEV: 'Cross-device link',
  EINVAL: 'Invalid argument',
  EPERM: 'Operation not permitted',
};

/** The sentence of bionic's `strerror` for an error. */
export function describeErrno(errno: Errno): string {
  return texts[errno];
}

/** A refused file operation. */
export interface Refusal {
  readonly errno: Errno;
}

export function refuse(errno: Errno): Refusal {
  return { errno };
}

/** Tells a refusal from a file node, a listing, bytes or null. */
export function isRefusal(value: object | string | null): value is Refusal {
  return typeof value === 'object' && value !== null && 'errno' in value;
}
