const key = 'trainyard.log'

/** How somebody likes to read logs, in this browser. */
export type LogPreferences = Readonly<{ wrap: boolean; times: boolean }>

const usual: LogPreferences = { wrap: false, times: true }

export function logPreferences(): LogPreferences {
  const words = (localStorage.getItem(key) ?? '').split(' ')
  const choice = (name: string, otherwise: boolean) =>
    words.includes(name) ? true : words.includes(`no-${name}`) ? false : otherwise
  return { wrap: choice('wrap', usual.wrap), times: choice('times', usual.times) }
}

export function keepLogPreferences({ wrap, times }: LogPreferences): void {
  localStorage.setItem(key, `${wrap ? 'wrap' : 'no-wrap'} ${times ? 'times' : 'no-times'}`)
}
