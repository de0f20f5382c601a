import { CopyButton } from '../ui/CopyButton.tsx'
import styles from './Copyable.module.css'

/** A technical text with a button that copies it. @param label what it is, e.g. `address` */
export const Copyable = ({ text, label }: { text: string; label: string }) => (
  <span className={styles.copyable}>
    <code>{text}</code>
    <CopyButton text={text} label={label} />
  </span>
)
