/** Larger files are not edited here: an editor in a browser gets slow, and they are rarely written by hand. */
export const longestEditableBytes = 1024 * 1024

export type FileText =
  | Readonly<{ kind: 'text'; text: string }>
  /** Not UTF-8. */
  | Readonly<{ kind: 'binary' }>
  | Readonly<{ kind: 'large' }>
  /** It was changed or removed after it was picked. */
  | Readonly<{ kind: 'gone' }>

/** The text of a file that is small enough to be edited. A byte order mark stays part of it. */
export async function fileText(file: Blob): Promise<FileText> {
  if (file.size > longestEditableBytes) return { kind: 'large' }
  const bytes = await file.arrayBuffer().catch(() => undefined)
  if (!bytes) return { kind: 'gone' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    // Text has no NUL; some formats are UTF-8 by chance.
    return text.includes('\0') ? { kind: 'binary' } : { kind: 'text', text }
  } catch {
    return { kind: 'binary' }
  }
}
