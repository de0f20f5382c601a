import type { FrameRequest, SeriesBook } from '../../lib/series/series-types.ts'
import { saveStream } from '../../lib/save-stream.ts'
import { showToast } from '../../ui/toasts.ts'
import { explain } from '../explain.ts'

/** About what a point takes as text; it decides only how a large file is saved. */
const bytesPerPoint = 60

/**
 * Saves the points behind a chart as CSV, each number as it was logged.
 *
 * @param options.names of the lines, by id
 * @param options.points how many to expect
 * @param options.name of the file, without its ending
 */
export async function saveSeries(
  book: SeriesBook,
  request: FrameRequest,
  range: 'in view' | 'all',
  { names, points, name }: Readonly<{ names: ReadonlyMap<string, string>; points: number; name: string }>,
): Promise<void> {
  const open = () => book.csv(request, names, range).pipeThrough(new TextEncoderStream())
  try {
    await saveStream(`${name}.csv`, open, { size: points * bytesPerPoint })
  } catch (error) {
    const { title, detail } = explain(error)
    showToast({ tone: 'bad', title: 'The points were not saved', detail: `${title}: ${detail}` })
  }
}
