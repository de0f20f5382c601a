/** Hands a file to the browser's downloads. @param name its suggested name, without folders */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the content once it has begun; a second is ample for that.
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** The same for CSV. */
export const saveCsv = (name: string, text: string): void =>
  saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }))
