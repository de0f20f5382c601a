import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox, SearchField } from '../../../ui/Field.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import styles from './ParametersTab.module.css'

/** Chooses which of the parameters are axes, among hundreds of them. */
export function AxesPicker({
  all,
  chosen,
  onChange,
}: {
  all: readonly string[]
  chosen: readonly string[]
  /** In the order of `all`; at least one. */
  onChange: (names: readonly string[]) => void
}) {
  const [search, setSearch] = useState('')
  const found = all.filter((name) => name.toLowerCase().includes(search.toLowerCase()))
  return (
    <Popover
      label="Axes"
      trigger={(props) => (
        <Button {...props} icon={<SlidersHorizontal size={15} />}>
          {chosen.length} of {all.length} axes
        </Button>
      )}
    >
      {() => (
        <div className={styles.picker}>
          <SearchField label="Find a parameter" value={search} onChange={setSearch} />
          {found.slice(0, mostListed).map((name) => (
            <Checkbox
              key={name}
              label={name}
              checked={chosen.includes(name)}
              onChange={({ target: { checked } }) => {
                const next = all.filter((each) => (each === name ? checked : chosen.includes(each)))
                if (next.length > 0) onChange(next)
              }}
            />
          ))}
          {found.length > mostListed && (
            <p className={styles.note}>And {found.length - mostListed} more: type to find.</p>
          )}
        </div>
      )}
    </Popover>
  )
}

const mostListed = 60
