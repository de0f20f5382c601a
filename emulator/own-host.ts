const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** Every request asks, about one of three origins. */
const hostsByOrigin = new Map<string, ReadonlySet<string>>()

function hostsOf(origin: string): ReadonlySet<string> {
  const known = hostsByOrigin.get(origin)
  if (known) return known
  const { port } = new URL(origin)
  const hosts = new Set(loopbackNames.map((name) => `${name}:${port}`))
  hostsByOrigin.set(origin, hosts)
  return hosts
}

/**
 * Whether a `Host` header names this machine's loopback and our port. A page whose own name was made to point at
 * 127.0.0.1 (DNS rebinding) reaches the listener, but its browser still sends its name here.
 * @param origin one of our origins, e.g. `http://localhost:4281`
 */
export const isOwnHost = (host: string | undefined, origin: string): boolean =>
  host !== undefined && hostsOf(origin).has(host.toLowerCase())
