import { inNameOrder } from '../../lib/name-order.ts'

/** One picture. `thumbnail` is a smaller copy, where MLflow made one; else the picture itself. */
export type LoggedImage = Readonly<{
  /** Undefined for a picture that was logged as a file, without a step. */
  step: number | undefined
  /** When it was logged, ms since 1970. */
  time: number | undefined
  path: string
  thumbnail: string
}>

/** Pictures of one thing as it went on, by step. */
export type ImageSeries = Readonly<{ key: string; images: readonly LoggedImage[] }>

/** What browsers draw, and people log. */
const pictureName = /\.(?:png|jpe?g|webp|gif|svg|avif|bmp)$/i

/** The platform's own files, and what a model brings along. */
const isNoResult = (path: string) => /^(?:user_logs|system_logs|azureml-logs|logs)\//.test(path)

/** More files than this in a folder are data rather than results; the files' own page shows them. */
const mostFiles = 100

/**
 * The pictures among a job's files: series that `mlflow.log_image(image, key=, step=)` wrote, and others as they are
 * named: what `mlflow.log_figure`, autologging (`training_confusion_matrix.png`) and `./outputs` left.
 *
 * MLflow names a picture `images/{key}%step%{step}%timestamp%{ms}%{uuid}.png`, from 3.17 with `+` in place of `%`, and
 * a small copy of it `…%compressed.webp`. Slashes of the key are `#`, or `~` beside `+`
 * (mlflow/tracking/client.py, `log_image`).
 *
 * @returns series by key, then files by path; `left` counts the files that were too many
 */
export function imageSeriesIn(paths: readonly string[]): { series: ImageSeries[]; left: number } {
  const parts = new Map<string, { key: string; step: number; time: number; path?: string; thumbnail?: string }>()
  const files: ImageSeries[] = []
  for (const path of paths) {
    if (!pictureName.test(path) || isNoResult(path)) continue
    const logged = loggedImage(path)
    if (!logged) {
      files.push({ key: path, images: [{ step: undefined, time: undefined, path, thumbnail: path }] })
      continue
    }
    const { id, isSmall, ...image } = logged
    parts.set(id, { ...image, ...parts.get(id), ...(isSmall ? { thumbnail: path } : { path }) })
  }
  const images = [...parts.values()].flatMap(({ path, thumbnail, ...image }) => {
    const whole = path ?? thumbnail
    return whole === undefined ? [] : [{ ...image, path: whole, thumbnail: thumbnail ?? whole }]
  })
  const series = [...Map.groupBy(images, ({ key }) => key)].map(([key, all]) => ({
    key,
    images: all
      .toSorted((a, b) => a.step - b.step || a.time - b.time)
      .map(({ step, time, path, thumbnail }) => ({ step, time, path, thumbnail })),
  }))
  const shown = files.toSorted(byKey).slice(0, mostFiles)
  return { series: [...series.toSorted(byKey), ...shown], left: files.length - shown.length }
}

const byKey = (a: ImageSeries, b: ImageSeries) => inNameOrder(a.key, b.key)

const byPercent = /^images\/(.+)%step%(-?\d+)%timestamp%(\d+)%([^%]+?)(%compressed)?\.\w+$/
const byPlus = /^images\/(.+)\+step\+(-?\d+)\+timestamp\+(\d+)\+([^+]+?)(\+compressed)?\.\w+$/

function loggedImage(path: string) {
  const percent = byPercent.exec(path)
  const [, name, step, time, uuid, small] = percent ?? byPlus.exec(path) ?? []
  if (name === undefined || step === undefined || time === undefined || uuid === undefined) return undefined
  return {
    id: `${name} ${step} ${time} ${uuid}`,
    key: name.replaceAll(percent ? '#' : '~', '/'),
    step: Number(step),
    time: Number(time),
    isSmall: small !== undefined,
  }
}
