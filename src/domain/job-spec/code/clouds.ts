/** A cloud as Microsoft's own tools know it. */
export type AzureCloud = Readonly<{
  /** Of `az cloud set` and of `MLClient(cloud=…)`. */
  name: string
  /** Constant of `azure.identity.AzureAuthorityHosts`. */
  authority: string
}>

const cloudByHost: Record<string, AzureCloud> = {
  'management.azure.com': { name: 'AzureCloud', authority: 'AZURE_PUBLIC_CLOUD' },
  'management.usgovcloudapi.net': { name: 'AzureUSGovernment', authority: 'AZURE_GOVERNMENT' },
  'management.chinacloudapi.cn': { name: 'AzureChinaCloud', authority: 'AZURE_CHINA' },
}

/** The cloud whose Resource Manager this is; undefined for a local or a private one, which the tools do not know. */
export function azureCloudAt(armEndpoint: string): AzureCloud | undefined {
  const host = URL.parse(armEndpoint)?.hostname ?? ''
  return Object.hasOwn(cloudByHost, host) ? cloudByHost[host] : undefined
}
