/**
 * Parses JSON in which a number may be a bare NaN or Infinity, as Python's own writer prints them: JSON.parse would
 * refuse the whole page. They become strings, as protobuf's JSON has them. Only text outside of strings is changed.
 */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const repaired = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
      token.startsWith('"') ? token : `"${token}"`,
    )
    return JSON.parse(repaired)
  }
}
