/** Which Azure the studio runs against. */
export type Cloud = 'public' | 'usgov' | 'china' | 'local'

/** Hosts of the data plane, from the clouds' published endpoints. A local cloud always names its address itself. */
const regionalHost: Record<Exclude<Cloud, 'local'>, string> = {
  public: 'api.azureml.ms',
  usgov: 'api.ml.azure.us',
  china: 'api.ml.azure.cn',
}

/** The data plane of a region, or undefined for a cloud without regions. */
export const regionalAddress = (cloud: Cloud, region: string): string | undefined =>
  cloud === 'local' ? undefined : `https://${region}.${regionalHost[cloud]}`

/** Whether an address that an answer gave us is of the cloud's own data plane: the user's token would go there. */
export function isRegionalAddress(cloud: Cloud, address: string): boolean {
  const url = URL.parse(address)
  return cloud !== 'local' && url?.protocol === 'https:' && url.hostname.endsWith(`.${regionalHost[cloud]}`)
}
