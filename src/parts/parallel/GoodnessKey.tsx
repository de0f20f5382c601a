import styles from './GoodnessKey.module.css'

/** What the colours of lines mean that `lookOfGoodness` gives them. */
export const GoodnessKey = ({ best = 'best', worst = 'worst' }: { best?: string; worst?: string }) => (
  <>
    <span className={styles.best} aria-hidden="true" /> {best} to <span className={styles.worst} aria-hidden="true" />{' '}
    {worst}.
  </>
)
