import { Autocomplete } from '@base-ui/react/autocomplete'
import styles from './Combobox.module.css'
import { classes } from './classes.ts'
import type { ControlProps } from './Field.tsx'
import fieldStyles from './Field.module.css'

/** A text box that suggests as one types; what is not among the suggestions can be typed all the same. */
export function Combobox({
  control,
  value,
  onChange,
  items,
  placeholder,
}: {
  control: ControlProps
  value: string
  onChange: (text: string) => void
  items: readonly string[]
  placeholder?: string
}) {
  return (
    <Autocomplete.Root items={items} value={value} onValueChange={onChange} openOnInputClick>
      <Autocomplete.Input
        {...control}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        className={classes(fieldStyles.control, fieldStyles.mono)}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={styles.positioner} sideOffset={4}>
          <Autocomplete.Popup className={styles.popup}>
            <Autocomplete.List>
              {(item: string) => (
                <Autocomplete.Item key={item} value={item} className={styles.item}>
                  {item}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
