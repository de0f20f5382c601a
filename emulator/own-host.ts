const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a `Host` header names this machine's loopback and our port. A page whose own name was made to point at
 * 127.0.0.1 (DNS rebinding) reaches the listener, but its browser still sends its name here.
 * @param origin one of our origins, e.g. `http://localhost:4281`
 */
export function isOwnHost(host: string | undefined, origin: string): boolean {
  const { port } = new URL(origin)
  return loopbackNames.some((name) => host?.toLowerCase() === `${name}:${port}`)
}
