import { SkeletonText } from '../../ui/Loading.tsx'
import styles from './PanelBody.module.css'

/** Where axis and curve of a metric will be. */
export const ChartSkeleton = ({ metric }: { metric: string }) => (
  <div className={styles.waiting} role="status" aria-label={`Loading ${metric}`}>
    <SkeletonText width="100%" />
    <SkeletonText width="100%" />
    <SkeletonText width="100%" />
    <SkeletonText width="100%" />
  </div>
)
