const location = (name: string, displayName: string, geographyGroup: string, latitude: string, longitude: string) => ({
  name,
  type: 'Region',
  displayName,
  regionalDisplayName: `(${geographyGroup}) ${displayName}`,
  metadata: { regionType: 'Physical', regionCategory: 'Recommended', geographyGroup, latitude, longitude },
})

/** The regions of the local cloud, as `GET /subscriptions/{s}/locations` tells of them. */
export const locations = [
  location('eastus', 'East US', 'US', '37.3719', '-79.8164'),
  location('westeurope', 'West Europe', 'Europe', '52.3667', '4.9'),
  location('swedencentral', 'Sweden Central', 'Europe', '60.67488', '17.14127'),
]
