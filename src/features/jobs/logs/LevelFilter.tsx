import { ListFilter } from 'lucide-react'
import type { LogLevel } from '../../../lib/log/log-types.ts'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { Checkbox } from '../../../ui/Field.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import styles from './LevelFilter.module.css'
import { logLevels } from './log-view.ts'

const words: Record<LogLevel, string> = { error: 'Errors', warning: 'Warnings', info: 'Info', debug: 'Debug' }

/** Leaves only lines of some levels. */
export function LevelFilter({
  levels,
  onChange,
}: {
  levels: readonly LogLevel[]
  onChange: (levels: readonly LogLevel[]) => void
}) {
  const text = levels.length === 0 ? 'All levels' : levels.map((level) => words[level]).join(', ')
  return (
    <Popover
      label="Levels"
      trigger={(props) => (
        <Button
          {...props}
          variant="ghost"
          small
          icon={<ListFilter size={15} />}
          title={`Levels: ${text}`}
          aria-label={`Levels: ${text}`}
          className={classes(levels.length > 0 && styles.on)}
        >
          <span className={styles.text}>{text}</span>
        </Button>
      )}
    >
      {() => (
        <fieldset className={styles.levels}>
          <legend>Show only lines of</legend>
          {logLevels.map((level) => (
            <Checkbox
              key={level}
              label={words[level]}
              checked={levels.includes(level)}
              onChange={({ target }) =>
                onChange(logLevels.filter((each) => (each === level ? target.checked : levels.includes(each))))
              }
            />
          ))}
          {levels.length > 0 && (
            <Button small onClick={() => onChange([])}>
              Show all lines
            </Button>
          )}
          <p className={styles.hint}>Lines of which no level can be told are left out.</p>
        </fieldset>
      )}
    </Popover>
  )
}
