import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Maximize2 } from 'lucide-react'
import { useState } from 'react'
import { formatDateTime } from '../../lib/dates.ts'
import { formatCount } from '../../lib/numbers.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { FailureNote } from '../FailureNote.tsx'
import { Picture } from '../files/preview/ImagePreview.tsx'
import { useSeen } from '../use-seen.ts'
import type { LoggedImage } from './image-series.ts'
import { loggedPicture } from './logged-files.ts'
import styles from './MetricImages.module.css'

/** Pictures of one key: the one of a step, with a slider for the others; opened large on a click. */
export function MetricImageCard({
  name,
  images,
  store,
}: {
  name: string
  images: readonly LoggedImage[]
  store: FileStore
}) {
  const { element, seen } = useSeen<HTMLElement>()
  // Until somebody looks for another one, the newest is shown, also as more are logged.
  const [chosen, setChosen] = useState<string>()
  const [isLarge, setLarge] = useState(false)
  const found = images.findIndex(({ path }) => path === chosen)
  const at = found < 0 ? images.length - 1 : found
  const image = images[at]
  if (!image) return null
  const slider = images.length > 1 && (
    <StepSlider name={name} images={images} at={at} onChange={(next) => setChosen(images[next]?.path)} />
  )
  return (
    <section ref={element} className={styles.card} aria-label={name}>
      <div className={styles.header}>
        <h3 title={name}>{name}</h3>
        <Button
          variant="ghost"
          small
          icon={<Maximize2 size={14} />}
          aria-label={`Open ${name} large`}
          onClick={() => setLarge(true)}
        />
      </div>
      {/* The button in the heading does the same for those who do not use a pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div className={styles.picture} onClick={() => setLarge(true)}>
        {seen && <LoggedPicture store={store} path={image.thumbnail} name={labelOf(name, image)} />}
      </div>
      {slider}
      {isLarge && (
        <Dialog title={name} width={1100} onClose={() => setLarge(false)}>
          <div className={styles.large}>
            <LoggedPicture store={store} path={image.path} name={labelOf(name, image)} />
          </div>
          {slider}
        </Dialog>
      )}
    </section>
  )
}

const labelOf = (name: string, { step }: LoggedImage) => (step === undefined ? name : `${name} at step ${step}`)

/** Goes through the pictures of a key; the arrow keys go to the one before or after. */
function StepSlider({
  name,
  images,
  at,
  onChange,
}: {
  name: string
  images: readonly LoggedImage[]
  at: number
  onChange: (at: number) => void
}) {
  const image = images[at]
  const text = `Step ${formatCount(image?.step ?? 0)}`
  return (
    <div className={styles.steps}>
      <input
        type="range"
        min={0}
        max={images.length - 1}
        value={at}
        aria-label={`Step of ${name}`}
        aria-valuetext={text}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <span title={image?.time === undefined ? undefined : formatDateTime(image.time)}>
        {text} <span className={styles.soft}>({`${at + 1} of ${images.length}`})</span>
      </span>
    </div>
  )
}

/** The picture before stays until the next one has come. */
function LoggedPicture({ store, path, name }: { store: FileStore; path: string; name: string }) {
  const client = useQueryClient()
  const picture = useQuery({ ...loggedPicture(client, store, path), placeholderData: keepPreviousData })
  if (picture.isError)
    return <FailureNote error={picture.error} action="Read the picture" onRetry={() => void picture.refetch()} />
  if (!picture.data) return <SkeletonRows rows={2} label="Loading the picture" />
  if ('why' in picture.data) return <p className={styles.soft}>{picture.data.why}</p>
  return <Picture key={path} bytes={picture.data.bytes} mime={picture.data.mime} name={name} />
}
