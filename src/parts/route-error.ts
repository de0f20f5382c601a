/** What a link can fail to name. */
export type LinkPart = 'tenant' | 'workspace' | 'job' | 'compute' | 'asset'

/** A link that cannot lead anywhere, found before any request is made. */
export class RouteError extends Error {
  override readonly name = 'RouteError'
  readonly part: LinkPart

  constructor(part: LinkPart, message: string) {
    super(message)
    this.part = part
  }
}
