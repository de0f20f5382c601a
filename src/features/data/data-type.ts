const labels: Readonly<Record<string, string>> = { uri_file: 'File', uri_folder: 'Folder', mltable: 'Table (MLTable)' }

/** For people; a type we have never heard of is shown as the service spells it. */
export const dataTypeLabel = (type: string): string => labels[type] ?? type
