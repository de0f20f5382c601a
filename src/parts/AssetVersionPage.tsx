import { CopyPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../ui/Badge.tsx'
import { Page } from '../ui/Page.tsx'
import styles from './AssetVersionPage.module.css'
import { AssetVersions } from './AssetVersions.tsx'
import { PermittedLink } from './PermittedLink.tsx'
import type { WorkspaceAction } from './use-permission.ts'

/** The page of one version of an asset: what it is and holds, and beside it the other versions. */
export const AssetVersionPage = ({
  name,
  version,
  description,
  next,
  versions,
  pathOf,
  children,
}: {
  name: string
  version: string
  description: string | null | undefined
  /** What a further version needs the right to, and where one is made of this one. */
  next: { action: WorkspaceAction; to: string }
  children: ReactNode
} & Pick<Parameters<typeof AssetVersions>[0], 'versions' | 'pathOf'>) => (
  <Page
    title={name}
    badge={<Badge>Version {version}</Badge>}
    lead={description ?? undefined}
    actions={
      <PermittedLink {...next} icon={<CopyPlus size={16} />}>
        New version
      </PermittedLink>
    }
  >
    <div className={styles.layout}>
      <div className={styles.main}>{children}</div>
      <div className={styles.side}>
        <AssetVersions versions={versions} current={version} pathOf={pathOf} />
      </div>
    </div>
  </Page>
)
