/** One VM size as `GET …/locations/{location}/vmSizes` answers it. */
export type VmSize = Readonly<{
  name: string
  family: string
  vCPUs: number
  gpus: number
  osVhdSizeMB: number
  maxResourceVolumeMB: number
  memoryGB: number
  lowPriorityCapable: boolean
  premiumIO: boolean
  estimatedVMPrices: {
    billingCurrency: 'USD'
    unitOfMeasure: 'OneHour'
    values: { retailPrice: number; osType: 'Linux' | 'Windows'; vmTier: 'Standard' | 'LowPriority' | 'Spot' }[]
  }
  supportedComputeTypes: readonly string[]
}>

type Row = [name: string, family: string, vCPUs: number, memoryGB: number, gpus: number, diskGiB: number, usd: number]

/**
 * Name, family, vCPUs, memory, GPUs and temporary disk as the size's own page says
 * (https://learn.microsoft.com/azure/virtual-machines/sizes/overview). The price is a rounded US list price of one
 * dedicated Linux hour: good for comparing sizes, not for a budget.
 */
const rows: Row[] = [
  ['Standard_DS1_v2', 'standardDSv2Family', 1, 3.5, 0, 7, 0.07],
  ['Standard_DS2_v2', 'standardDSv2Family', 2, 7, 0, 14, 0.15],
  ['Standard_DS3_v2', 'standardDSv2Family', 4, 14, 0, 28, 0.29],
  ['Standard_DS4_v2', 'standardDSv2Family', 8, 28, 0, 56, 0.59],
  ['Standard_DS5_v2', 'standardDSv2Family', 16, 56, 0, 112, 1.17],
  ['Standard_D2_v2', 'standardDv2Family', 2, 7, 0, 100, 0.15],
  ['Standard_D13_v2', 'standardDv2Family', 8, 56, 0, 400, 0.74],
  ['Standard_D4s_v3', 'standardDSv3Family', 4, 16, 0, 32, 0.19],
  ['Standard_D16s_v3', 'standardDSv3Family', 16, 64, 0, 128, 0.77],
  ['Standard_E4s_v3', 'standardESv3Family', 4, 32, 0, 64, 0.25],
  ['Standard_E16s_v3', 'standardESv3Family', 16, 128, 0, 256, 1.01],
  ['Standard_F4s_v2', 'standardFSv2Family', 4, 8, 0, 32, 0.17],
  ['Standard_F16s_v2', 'standardFSv2Family', 16, 32, 0, 128, 0.68],
  ['Standard_F72s_v2', 'standardFSv2Family', 72, 144, 0, 576, 3.05],
  ['Standard_NC4as_T4_v3', 'standardNCASv3_T4Family', 4, 28, 1, 176, 0.53],
  ['Standard_NC16as_T4_v3', 'standardNCASv3_T4Family', 16, 110, 1, 352, 1.2],
  ['Standard_NC24ads_A100_v4', 'standardNCADSA100v4Family', 24, 220, 1, 64, 3.67],
  ['Standard_NC40ads_H100_v5', 'standardNCadsH100v5Family', 40, 320, 1, 128, 6.98],
  ['Standard_ND96asr_v4', 'standardNDASv4_A100Family', 96, 900, 8, 6000, 27.2],
]

/** A low-priority hour costs about a fifth of a dedicated one. */
const lowPriorityShare = 0.2
const round = (usd: number) => Math.round(usd * 100) / 100

function vmSize([name, family, vCPUs, memoryGB, gpus, diskGiB, usd]: Row): VmSize {
  return {
    name,
    family,
    vCPUs,
    gpus,
    osVhdSizeMB: 1_047_552,
    maxResourceVolumeMB: diskGiB * 1024,
    memoryGB,
    lowPriorityCapable: true,
    // An "s" after the number of cores marks the sizes that take premium disks.
    premiumIO: /^Standard_(DS|[A-Z]+\d+[a-z]*s)/.test(name),
    estimatedVMPrices: {
      billingCurrency: 'USD',
      unitOfMeasure: 'OneHour',
      values: [
        { retailPrice: usd, osType: 'Linux', vmTier: 'Standard' },
        { retailPrice: round(usd * lowPriorityShare), osType: 'Linux', vmTier: 'LowPriority' },
      ],
    },
    supportedComputeTypes: ['AmlCompute', 'ComputeInstance'],
  }
}

/** The sizes of every location of the local cloud. */
export const vmSizes: readonly VmSize[] = rows.map(vmSize)

/** Names of sizes are compared without regard to case. */
export const findVmSize = (name: string): VmSize | undefined =>
  vmSizes.find((size) => size.name.toLowerCase() === name.toLowerCase())
