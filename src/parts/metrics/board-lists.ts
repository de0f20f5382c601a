/**
 * Names in one parameter of a link, readable as long as they are plain: `train/loss,val/loss`. A separator that is part
 * of a name follows a tilde, and so does a tilde.
 */
export const joinList = (names: readonly string[], separator: ',' | '>' = ','): string =>
  names
    .map((name) =>
      name.replaceAll(/[~,>]/g, (character) => (needs(character, separator) ? `~${character}` : character)),
    )
    .join(separator)

const needs = (character: string, separator: string) => character === '~' || character === separator

/** The way back of `joinList`; of an empty text there are no names. */
export function splitList(text: string, separator: ',' | '>' = ','): string[] {
  if (text === '') return []
  const names: string[] = []
  let name = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === separator) {
      names.push(name)
      name = ''
    } else if (character === '~' && at + 1 < text.length) name += text.charAt(++at)
    else name += character
  }
  return [...names, name]
}
