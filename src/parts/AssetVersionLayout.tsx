import type { ReactNode } from 'react'
import styles from './AssetVersionLayout.module.css'

/** The page of one version of an asset: what it is and holds, and beside it its neighbours. */
export const AssetVersionLayout = ({ main, side }: { main: ReactNode; side: ReactNode }) => (
  <div className={styles.layout}>
    <div className={styles.main}>{main}</div>
    <div className={styles.side}>{side}</div>
  </div>
)
