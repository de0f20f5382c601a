import { useMutation } from '@tanstack/react-query'
import type { LogBook, LogPlace, LogQuery } from '../../../lib/log/log-types.ts'
import { showToast } from '../../../ui/toasts.ts'
import type { ErrorCounts } from './LogFilePicker.tsx'
import { matchesByFile } from './results.ts'

/** Every line of the levels that are looked for. */
const anyText: LogQuery = { text: '', kind: 'text', matchCase: false }

/** Counts the lines that look like errors in each file of a job, on request, since it reads all of them. */
export function useErrorCounts(book: LogBook): ErrorCounts {
  const { data, isPending, mutate } = useMutation({
    mutationFn: async () => matchesByFile(await book.find(anyText, { levels: new Set(['error'] as const) })),
    onError: () =>
      showToast({ tone: 'bad', title: 'The errors were not counted', detail: 'The logs could not be read.' }),
  })
  return { byFile: data, isLooking: isPending, look: () => mutate() }
}

/**
 * Goes to the first line that looks like an error, or says that there is none.
 *
 * @param files names of those to look through
 * @param where they are, as the end of a sentence
 */
export function useFirstError(book: LogBook, files: readonly string[], where: string, goTo: (to: LogPlace) => void) {
  const { isPending, mutate } = useMutation({
    mutationFn: () => book.firstError({ files }),
    onSuccess: (to) =>
      to ? goTo(to) : showToast({ tone: 'good', title: 'No line looks like an error', detail: `Searched ${where}.` }),
    onError: () =>
      showToast({
        tone: 'bad',
        title: 'The first error was not looked for',
        detail: 'A log could not be read to its end.',
      }),
  })
  return { isLooking: isPending, look: () => mutate() }
}
