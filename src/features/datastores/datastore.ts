import type { DatastoreResource } from '../../api/datastores.ts'

type Datastore = DatastoreResource['properties']

const types: Readonly<Record<string, string>> = {
  AzureBlob: 'Blob storage',
  AzureFile: 'File share',
  AzureDataLakeGen1: 'Data Lake Gen1',
  AzureDataLakeGen2: 'Data Lake Gen2',
  OneLake: 'OneLake',
}

/** For people; a type we have never heard of is shown as the service spells it. */
export const datastoreTypeLabel = (type: string): string => types[type] ?? type

/** Account and container, or whatever stands for them. */
export function datastorePlace(datastore: Datastore): string {
  switch (datastore.datastoreType) {
    case 'AzureBlob':
      return [datastore.accountName, datastore.containerName].filter(Boolean).join(' / ')
    case 'AzureFile':
      return `${datastore.accountName} / ${datastore.fileShareName}`
    case 'AzureDataLakeGen2':
      return `${datastore.accountName} / ${datastore.filesystem}`
    case 'AzureDataLakeGen1':
      return datastore.storeName
    case 'OneLake':
      return `${datastore.oneLakeWorkspaceName} / ${datastore.artifact.artifactName}`
  }
  return ''
}

const credentials: Readonly<Record<string, string>> = {
  AccountKey: 'Account key',
  Sas: 'Shared access signature',
  ServicePrincipal: 'Service principal',
  Certificate: 'Certificate',
  None: 'Your own identity',
}

/** How the workspace gets in; the secrets themselves are never shown. */
export const credentialsLabel = ({ credentialsType }: Datastore['credentials']): string =>
  credentials[credentialsType] ?? credentialsType
