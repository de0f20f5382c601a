/**
 * The local directory: tenants, people and the studio's app registration. Identifiers are made up and fixed, so that
 * links, bookmarks and tests outlive a reset; secrets are not here, they are made at first start.
 */
export type RoleName = 'Owner' | 'Contributor' | 'Reader'

export type Tenant = Readonly<{ tenantId: string; displayName: string; defaultDomain: string; countryCode: string }>

/** What an account is in one tenant. A guest has another object id in each tenant, as in Entra. */
export type Membership = Readonly<{ tenantId: string; objectId: string; role: RoleName }>

export type Account = Readonly<{
  name: string
  userPrincipalName: string
  /** The first one is home: MSAL's account id is made of it in every tenant. */
  memberships: readonly [Membership, ...Membership[]]
}>

export const homeTenant: Tenant = {
  tenantId: '5c2d7f0a-43b1-4e86-9d3e-7a1f60c8b214',
  displayName: 'Contoso Research',
  defaultDomain: 'contoso-research.onmicrosoft.com',
  countryCode: 'US',
}

export const guestTenant: Tenant = {
  tenantId: 'a94e1c63-0d57-4b2a-8f69-3b5e7d21c0f8',
  displayName: 'Fabrikam Partners',
  defaultDomain: 'fabrikam-partners.onmicrosoft.com',
  countryCode: 'SE',
}

export const tenants: readonly Tenant[] = [homeTenant, guestTenant]

export const accounts: readonly Account[] = [
  {
    name: 'Olivia Owner',
    userPrincipalName: 'olivia@contoso-research.onmicrosoft.com',
    memberships: [
      { tenantId: homeTenant.tenantId, objectId: '0b6f2f6e-8d0c-4c55-9a37-1e4c5d9f7a01', role: 'Owner' },
      { tenantId: guestTenant.tenantId, objectId: 'd7c3a8f4-52e9-4f1b-b0a6-9c8e2b7d4f02', role: 'Owner' },
    ],
  },
  {
    name: 'Rhea Reader',
    userPrincipalName: 'rhea@contoso-research.onmicrosoft.com',
    memberships: [{ tenantId: homeTenant.tenantId, objectId: '3f8a6d1c-7b2e-4a90-8c5f-6d0e9b4a1c03', role: 'Reader' }],
  },
]

/** The app registration of the studio: a public client with one redirect address. */
export const studioClientId = 'c1f0b5d2-6e3a-4d84-9b17-2a8e5c7f9d04'

/** The registration that scripts use; its secret lies in the data folder. */
export const servicePrincipal = {
  clientId: 'e8d4a7b9-1c6f-4e25-a3d0-5f9b8c2e7a05',
  displayName: 'trainyard-scripts',
  membership: {
    tenantId: homeTenant.tenantId,
    objectId: '72e5c9d0-a4b8-4f37-9e61-8b3d0f5a2c06',
    role: 'Contributor',
  } satisfies Membership,
}

const memberships = [...accounts.flatMap((account) => account.memberships), servicePrincipal.membership]

/** The role of a principal in a tenant; it holds on everything in it. */
export const roleOf = (tenantId: string, objectId: string): RoleName | undefined =>
  memberships.find((member) => member.tenantId === tenantId && member.objectId === objectId)?.role

/** Every membership of the person who has this object id in some tenant. */
export function membershipsOf(objectId: string): readonly Membership[] {
  const account = accounts.find(({ memberships: all }) => all.some((member) => member.objectId === objectId))
  return account?.memberships ?? memberships.filter((member) => member.objectId === objectId)
}
