import { unprintable } from '../../../lib/unprintable.ts'

/** JSON for people, ending in a line break. Each character of it can be seen. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replaceAll(unprintable, (character) => (character === '\n' ? '\n' : escape(character)))}\n`

/** JSON escapes UTF-16 units, so a character beyond those takes two. */
const escape = (character: string) =>
  Array.from(character.split(''), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
