const clockTime = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** `15:02:07`, in the reader's time zone. */
export const formatClockTime = (ms: number): string => clockTime.format(ms)
