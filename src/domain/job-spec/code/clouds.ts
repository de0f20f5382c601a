/** A cloud as Microsoft's own tools know it. */
export type AzureCloud = Readonly<{
  /** Of `az cloud set` and of `MLClient(cloud=…)`. */
  name: string
  /** Constant of `azure.identity.AzureAuthorityHosts`. */
  authority: string
  /** What tokens for its data plane are for. */
  dataPlaneAudience: string
}>

const cloudByHost: Record<string, AzureCloud> = {
  'management.azure.com': {
    name: 'AzureCloud',
    authority: 'AZURE_PUBLIC_CLOUD',
    dataPlaneAudience: 'https://ml.azure.com',
  },
  'management.usgovcloudapi.net': {
    name: 'AzureUSGovernment',
    authority: 'AZURE_GOVERNMENT',
    dataPlaneAudience: 'https://ml.azure.us',
  },
  'management.chinacloudapi.cn': {
    name: 'AzureChinaCloud',
    authority: 'AZURE_CHINA',
    dataPlaneAudience: 'https://ml.azure.cn',
  },
}

/** The cloud whose Resource Manager this is; undefined for a local or a private one, which the tools do not know. */
export function azureCloudAt(armEndpoint: string): AzureCloud | undefined {
  const host = URL.parse(armEndpoint)?.hostname ?? ''
  return Object.hasOwn(cloudByHost, host) ? cloudByHost[host] : undefined
}

/** What tokens for Resource Manager are for. A local one stands in for that of the public cloud. */
export const armAudience = ({ armEndpoint }: { armEndpoint: string }) =>
  azureCloudAt(armEndpoint) ? armEndpoint : 'https://management.azure.com'

/** What tokens for the data plane are for. */
export const dataPlaneAudience = ({ armEndpoint }: { armEndpoint: string }) =>
  azureCloudAt(armEndpoint)?.dataPlaneAudience ?? 'https://ml.azure.com'
