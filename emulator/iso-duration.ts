const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/

/**
 * Milliseconds of an ISO-8601 duration of days, hours, minutes and whole seconds, the finest step that ARM keeps.
 * @returns undefined when the text is no such duration
 */
export function durationMs(text: string): number | undefined {
  const parts = pattern.exec(text)
  if (!parts || text.endsWith('P') || text.endsWith('T')) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
