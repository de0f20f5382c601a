/** Text that Markdown shows as it is: no headings, links or pictures come of it. */
export const plainInMarkdown = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~&]/g, String.raw`\$&`)
