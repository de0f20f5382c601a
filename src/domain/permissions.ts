/** One entry of what a caller may do, as Microsoft.Authorization answers it: patterns in which `*` is any text. */
export type Permission = Readonly<{ actions: readonly string[]; notActions: readonly string[] }>

/** An action at a workspace in full, from its name below: `jobs/write`. */
export const workspaceAction = (name: string): string => `Microsoft.MachineLearningServices/workspaces/${name}`

/**
 * Whether the permissions allow an action, e.g. `Microsoft.MachineLearningServices/workspaces/jobs/write`.
 *
 * One entry must allow it by itself: an action of one role and an exclusion of another have nothing to do with each
 * other (https://learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions). Deny assignments,
 * policies and locks are not part of the answer, so a "yes" may still end in a 403.
 */
export const isAllowed = (permissions: readonly Permission[], action: string): boolean =>
  permissions.some(
    (entry) =>
      entry.actions.some((pattern) => matches(pattern, action)) &&
      !entry.notActions.some((pattern) => matches(pattern, action)),
  )

/** Actions compare without case; a `*` also reaches across `/`. */
function matches(pattern: string, action: string): boolean {
  const source = pattern
    .split('*')
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${source}$`, 'i').test(action)
}
