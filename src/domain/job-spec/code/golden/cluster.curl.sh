token=$(token_for https://management.azure.com)

location=$(get "$workspace" | value location)

fill location "$location" <<'JSON' | send PUT "$workspace/computes/"cpu-cluster > "$work/compute"
{
  "location": "(found above)",
  "identity": {
    "type": "SystemAssigned"
  },
  "properties": {
    "computeType": "AmlCompute",
    "properties": {
      "osType": "Linux",
      "vmSize": "Standard_DS3_v2",
      "vmPriority": "LowPriority",
      "scaleSettings": {
        "minNodeCount": 0,
        "maxNodeCount": 4,
        "nodeIdleTimeBeforeScaleDown": "PT5M"
      },
      "remoteLoginPortPublicAccess": "NotSpecified",
      "enableNodePublicIp": true
    }
  }
}
JSON

value properties.provisioningState < "$work/compute"
