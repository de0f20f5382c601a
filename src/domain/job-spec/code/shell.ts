import { unprintable } from '../../../lib/unprintable.ts'

/**
 * One word of a bash command that stands for exactly this text. A NUL, which no argument can hold, is left out.
 */
export function shellQuote(text: string): string {
  const word = text.replaceAll('\0', '')
  if (/^[\w/:@%+.,-]+$/.test(word)) return word
  const hidden = new Set(word.match(unprintable))
  // Line breaks are safe in quotes and easier to read there. Everything else unseen could speak to a terminal.
  hidden.delete('\n')
  if (hidden.size === 0) return `'${word.replaceAll("'", String.raw`'\''`)}'`
  const escaped = word.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll(unprintable, bytesOf)
  return `$'${escaped}'`
}

/** UTF-8, so that the terminal's own encoding does not matter. */
const bytesOf = (character: string) =>
  Array.from(new TextEncoder().encode(character), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')

/**
 * `command` with a text on its standard input.
 *
 * @param text ends in a line break, as whatever a here document holds
 * @param mark the word that ends it; another one is found when the text has it
 * @param next the command that gets what this one prints
 */
export function hereDocument(command: string, text: string, mark: string, next?: string): string {
  let end = mark
  for (let count = 2; text.includes(end); count++) end = `${mark}_${count}`
  // On the line of the mark: the text begins on the next one.
  const pipe = next === undefined ? '' : ` | ${next}`
  return `${command} <<'${end}'${pipe}\n${text}${end}`
}

/** A command that writes a file with exactly this text. */
export function writeFile(path: string, text: string, mark: string): string {
  const target = `> ${shellQuote(path)}`
  // A here document always ends in a line break. Controls should not be pasted into a terminal, and direction marks
  // would show other lines than the file has; blanks of any width do no harm.
  const isPlain = text.endsWith('\n') && !/(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/u.test(text)
  return isPlain ? hereDocument(`cat ${target}`, text, mark) : `printf %s ${shellQuote(text)} ${target}`
}

/** A comment, one line of it for each line of the text. */
export const comment = (text: string): string =>
  text
    .split('\n')
    .map((line) => `# ${line}`.replaceAll(unprintable, '?'))
    .join('\n')
