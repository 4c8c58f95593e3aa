/**
 * Why the ground could not be laid: a start, a lock, a disk or a migration refused, in a sentence the person at the terminal
 * can act on. These happen before anybody has signed in, so they are not Problems of the phrase book; app/ prints them.
 */
export type Sentence = { zh: string; en: string };

/** Progress of anything that may take more than a second. */
export type Progress = (sentence: Sentence) => void;

export class StartRefusal extends Error {
  readonly code: string;
  readonly sentence: Sentence;
  constructor(code: string, sentence: Sentence, options?: { cause?: unknown }) {
    super(sentence.en, options);
    this.name = 'StartRefusal';
    this.code = code;
    this.sentence = sentence;
  }
}

/** Turns a file-system error into the sentence for it; anything unknown is passed through unchanged. */
export function diskRefusal(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'ENOENT')
    return new StartRefusal(
      'disk.read-only',
      {
        zh: `无法写入 ${path}：磁盘只读或没有权限。请用 --data 指定一个可写的目录。`,
        en: `Cannot write to ${path}: the disk is read-only or not yours. Name a writable directory with --data.`,
      },
      { cause: error },
    );
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StartRefusal(
      'disk.full',
      {
        zh: `磁盘已满，无法写入 ${path}。请腾出空间后重试，已确认的数据没有丢失。`,
        en: `The disk is full; nothing more can be written to ${path}. Free some space and try again; nothing confirmed was lost.`,
      },
      { cause: error },
    );
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new StartRefusal(
      'disk.not-a-directory',
      { zh: `${path} 不是目录。请用 --data 指定一个目录。`, en: `${path} is not a directory. Name a directory with --data.` },
      { cause: error },
    );
  return error;
}
