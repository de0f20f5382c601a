import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/Button.tsx'
import { usePermission, type WorkspaceAction } from './use-permission.ts'

/** A link to a page that changes something; where the role does not allow that, it says so instead. */
export function PermittedLink({
  action,
  to,
  icon,
  variant,
  children,
}: {
  action: WorkspaceAction
  to: string
  icon?: ReactNode
  variant?: 'primary' | 'secondary'
  children: ReactNode
}) {
  const { reason } = usePermission(action)
  return (
    <ButtonLink variant={variant} icon={icon} disabledReason={reason} to={to}>
      {children}
    </ButtonLink>
  )
}
