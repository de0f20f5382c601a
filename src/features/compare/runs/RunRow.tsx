import { ArrowDown, ArrowUp, ArrowUpToLine, Ellipsis, Eye, EyeOff, Flag, FlagOff, Pencil, X } from 'lucide-react'
import { memo, useState } from 'react'
import { Link } from 'react-router'
import { mostRuns } from '../../../domain/compare/run-list.ts'
import { JobStatusBadge } from '../../../parts/JobStatusBadge.tsx'
import { paths, type WorkspacePlace } from '../../../paths.ts'
import { Button } from '../../../ui/Button.tsx'
import { lineLook } from '../../../ui/charts/line-look.ts'
import { LookSwatch } from '../../../ui/charts/LookSwatch.tsx'
import { classes } from '../../../ui/classes.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { longestLabel, mostLooks, type ViewedRun } from '../compare-view.ts'
import { wholeTitle } from './compared-run.ts'
import styles from './RunList.module.css'

export type RunActions = Readonly<{
  onChange: (name: string, change: Partial<Omit<ViewedRun, 'name'>>) => void
  /** By so many places, up where it is negative. */
  onMove: (name: string, by: number) => void
  onBaseline: (name: string | undefined) => void
  onRemove: (name: string) => void
}>

type RunRowProps = Readonly<{
  name: string
  title: string
  isRenamed: boolean
  lookIndex: number
  isHidden: boolean
  /** Undefined while it is read. */
  status: string | undefined
  isBaseline: boolean
  isFirst: boolean
  isLast: boolean
  workspace: WorkspacePlace
  actions: RunActions
}>

/** One job of the list. There may be a hundred of them: each is drawn again only when something of its own changes. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { name, title, isHidden, status, isBaseline, workspace, actions } = props
  const [isRenaming, setRenaming] = useState(false)
  return (
    <li className={classes(styles.row, isHidden && styles.hidden)}>
      <LookButton {...props} />
      <div className={styles.words}>
        {isRenaming ? (
          <NameField {...props} onClose={() => setRenaming(false)} />
        ) : (
          <span className={styles.titleLine}>
            {isBaseline && (
              <span className={styles.baseline} title="The others are held against it">
                <Flag size={13} aria-hidden="true" />
                <span className="visually-hidden">Baseline</span>
              </span>
            )}
            <Link className={styles.title} to={paths.job({ workspace, jobName: name })} title={wholeTitle(title, name)}>
              {title}
            </Link>
          </span>
        )}
        <span className={styles.status}>{status !== undefined && <JobStatusBadge status={status} />}</span>
      </div>
      <Button
        small
        variant="ghost"
        icon={isHidden ? <EyeOff size={15} /> : <Eye size={15} />}
        aria-label={`Show ${title}`}
        aria-pressed={!isHidden}
        onClick={() => actions.onChange(name, { isHidden: !isHidden })}
      />
      <RowMenu {...props} onRename={() => setRenaming(true)} />
    </li>
  )
})

function RowMenu({
  name,
  title,
  isBaseline,
  isFirst,
  isLast,
  actions,
  onRename,
}: RunRowProps & { onRename: () => void }) {
  return (
    <Menu
      trigger={(props) => (
        <Button {...props} small variant="ghost" icon={<Ellipsis size={15} />} aria-label={`Actions for ${title}`} />
      )}
      items={[
        isBaseline
          ? { text: 'No baseline', icon: <FlagOff size={15} />, onSelect: () => actions.onBaseline(undefined) }
          : { text: 'Use as the baseline', icon: <Flag size={15} />, onSelect: () => actions.onBaseline(name) },
        { text: 'Rename in this view', icon: <Pencil size={15} />, onSelect: onRename },
        'separator',
        {
          text: 'To the top',
          icon: <ArrowUpToLine size={15} />,
          disabledReason: isFirst ? 'It is the first' : undefined,
          onSelect: () => actions.onMove(name, -mostRuns),
        },
        {
          text: 'Up',
          icon: <ArrowUp size={15} />,
          disabledReason: isFirst ? 'It is the first' : undefined,
          onSelect: () => actions.onMove(name, -1),
        },
        {
          text: 'Down',
          icon: <ArrowDown size={15} />,
          disabledReason: isLast ? 'It is the last' : undefined,
          onSelect: () => actions.onMove(name, 1),
        },
        'separator',
        { text: 'Remove from here', icon: <X size={15} />, onSelect: () => actions.onRemove(name) },
      ]}
    />
  )
}

/** Enter keeps the name, Escape does not; an empty one gives the job its own name back. */
function NameField({ name, title, isRenamed, actions, onClose }: RunRowProps & { onClose: () => void }) {
  function keep(text: string) {
    const label = text.trim()
    onClose()
    if (label !== title) actions.onChange(name, { label: label === '' ? undefined : label })
  }
  return (
    <input
      className={styles.field}
      aria-label={`Name of ${name} in this view`}
      placeholder={name}
      defaultValue={title}
      maxLength={longestLabel}
      title={isRenamed ? 'Empty it to have the job’s own name again' : undefined}
      ref={focusAll}
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep(event.currentTarget.value)
        if (event.key === 'Escape') onClose()
      }}
    />
  )
}

/** The menu gives focus back to its button when it closes, which is after this was drawn. */
function focusAll(field: HTMLInputElement | null) {
  requestAnimationFrame(() => {
    field?.focus()
    field?.select()
  })
}

const looks = Array.from({ length: mostLooks }, (_, index) => index)

/** How the job's lines are drawn; opens a choice of all that can be told apart. */
function LookButton({ name, title, lookIndex, actions }: RunRowProps) {
  return (
    <Popover
      label={`Line of ${title}`}
      trigger={(props) => (
        <button {...props} type="button" className={styles.look} aria-label={`Line of ${title}`}>
          <LookSwatch {...lineLook(lookIndex)} />
        </button>
      )}
    >
      {(close) => (
        <div className={styles.looks}>
          {looks.map((look) => (
            <button
              key={look}
              type="button"
              className={styles.look}
              aria-label={`Line ${look + 1}`}
              aria-pressed={look === lookIndex}
              onClick={() => {
                actions.onChange(name, { look })
                close()
              }}
            >
              <LookSwatch {...lineLook(look)} />
            </button>
          ))}
        </div>
      )}
    </Popover>
  )
}
