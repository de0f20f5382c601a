/**
 * List prices in US dollars for one node and hour under Linux, dedicated, for sizes that Azure ML clusters are often made
 * of. They serve where the service names no price itself; whatever is not here is unknown.
 *
 * Source: the Azure ML catalogue of github.com/skypilot-org/skypilot-catalog (`catalogs/v5/azure/az_ml_vms.csv`, commit
 * a7fff17, proposed there as pull request 84), which had been fetched from Azure's Retail Prices API. Its spot prices are
 * not taken over: low-priority nodes of Azure ML are another product with another price.
 */
export const priceListDate = '2024-09-19'

export type Region = 'eastus' | 'eastus2' | 'westus2' | 'southcentralus'

type Row = readonly [size: string, eastus: number, eastus2: number, westus2: number, southcentralus: number]

const columns = ['eastus', 'eastus2', 'westus2', 'southcentralus'] as const satisfies Region[]

const rows: readonly Row[] = [
  ['Standard_DS1_v2', 0.073, 0.057, 0.057, 0.0636],
  ['Standard_DS2_v2', 0.146, 0.114, 0.114, 0.127],
  ['Standard_DS3_v2', 0.293, 0.229, 0.229, 0.254],
  ['Standard_DS4_v2', 0.585, 0.458, 0.458, 0.509],
  ['Standard_DS5_v2', 1.17, 0.916, 0.916, 1.017],
  ['Standard_DS11_v2', 0.185, 0.149, 0.149, 0.166],
  ['Standard_DS12_v2', 0.371, 0.299, 0.299, 0.332],
  ['Standard_DS13_v2', 0.741, 0.598, 0.598, 0.665],
  ['Standard_DS14_v2', 1.482, 1.196, 1.196, 1.33],
  ['Standard_DS15_v2', 1.853, 1.495, 1.495, 1.662],
  ['Standard_D2_v2', 0.146, 0.114, 0.114, 0.127],
  ['Standard_D4_v2', 0.585, 0.458, 0.458, 0.509],
  ['Standard_D11_v2', 0.185, 0.149, 0.149, 0.166],
  ['Standard_D12_v2', 0.371, 0.299, 0.299, 0.332],
  ['Standard_D13_v2', 0.741, 0.598, 0.598, 0.665],
  ['Standard_D14_v2', 1.482, 1.196, 1.196, 1.33],
  ['Standard_D2_v3', 0.096, 0.096, 0.096, 0.11],
  ['Standard_D4_v3', 0.192, 0.192, 0.192, 0.22],
  ['Standard_D8_v3', 0.384, 0.384, 0.384, 0.44],
  ['Standard_D16_v3', 0.768, 0.768, 0.768, 0.88],
  ['Standard_D64_v3', 3.072, 3.072, 3.072, 3.52],
  ['Standard_D4s_v3', 0.192, 0.192, 0.192, 0.22],
  ['Standard_D8s_v3', 0.384, 0.384, 0.384, 0.44],
  ['Standard_D16s_v3', 0.768, 0.768, 0.768, 0.88],
  ['Standard_D64s_v3', 3.072, 3.072, 3.072, 3.52],
  ['Standard_D4ds_v4', 0.226, 0.226, 0.226, 0.294],
  ['Standard_D8ds_v4', 0.452, 0.452, 0.452, 0.588],
  ['Standard_D16ds_v4', 0.904, 0.904, 0.904, 1.175],
  ['Standard_D4ds_v5', 0.226, 0.226, 0.226, 0.271],
  ['Standard_D8ds_v5', 0.452, 0.452, 0.452, 0.542],
  ['Standard_D16ds_v5', 0.904, 0.904, 0.904, 1.085],
  ['Standard_E8s_v3', 0.504, 0.532, 0.504, 0.583],
  ['Standard_E16s_v3', 1.008, 1.064, 1.008, 1.166],
  ['Standard_E8ds_v4', 0.576, 0.576, 0.576, 0.749],
  ['Standard_E16ds_v4', 1.152, 1.152, 1.152, 1.498],
  ['Standard_E8ds_v5', 0.576, 0.576, 0.576, 0.691],
  ['Standard_E16ds_v5', 1.152, 1.152, 1.152, 1.382],
  ['Standard_F2s_v2', 0.0846, 0.0846, 0.0846, 0.102],
  ['Standard_F4s_v2', 0.169, 0.169, 0.169, 0.204],
  ['Standard_F8s_v2', 0.338, 0.338, 0.338, 0.408],
  ['Standard_F16s_v2', 0.677, 0.677, 0.677, 0.816],
  ['Standard_F32s_v2', 1.353, 1.353, 1.353, 1.632],
  ['Standard_F64s_v2', 2.706, 2.706, 2.706, 3.264],
  ['Standard_F72s_v2', 3.045, 3.045, 3.045, 3.672],
  ['Standard_NC6s_v3', 3.06, 3.06, 3.06, 3.366],
  ['Standard_NC12s_v3', 6.12, 6.12, 6.12, 6.732],
  ['Standard_NC24s_v3', 12.24, 12.24, 12.24, 13.464],
  ['Standard_NC24rs_v3', 13.46, 13.464, 13.46, 14.8104],
  ['Standard_NC4as_T4_v3', 0.526, 0.526, 0.526, 0.631],
  ['Standard_NC8as_T4_v3', 0.752, 0.752, 0.752, 0.902],
  ['Standard_NC16as_T4_v3', 1.204, 1.204, 1.204, 1.445],
  ['Standard_NC64as_T4_v3', 4.352, 4.352, 4.352, 5.222],
  ['Standard_NC24ads_A100_v4', 3.673, 3.673, 3.673, 4.408],
  ['Standard_NC48ads_A100_v4', 7.346, 7.346, 7.346, 8.815],
  ['Standard_NC96ads_A100_v4', 14.692, 14.692, 14.692, 17.63],
  ['Standard_NC40ads_H100_v5', 6.98, 6.98, 6.98, 8.38],
  ['Standard_NC80adis_H100_v5', 13.96, 13.96, 13.96, 16.76],
]

const bySize = new Map(rows.map(([size, ...prices]) => [size.toLowerCase(), prices]))

/** US dollars for a dedicated node and hour; undefined for a size or a region that is not in the list. */
export function listPrice(vmSize: string, region: string): number | undefined {
  const column = columns.findIndex((name) => name === region.toLowerCase().replaceAll(' ', ''))
  return column === -1 ? undefined : bySize.get(vmSize.toLowerCase())?.[column]
}
